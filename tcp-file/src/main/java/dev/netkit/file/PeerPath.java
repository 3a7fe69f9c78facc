package dev.netkit.file;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A relative path that a peer chose, with {@code /} between its parts, and of which every part is harmless as a file's
 * name on every common system. The only way from a peer's name to a path.
 *
 * @param parts at least one, in Unicode's composed form (NFC)
 */
public record PeerPath(List<String> parts) {
    private static final int MAX_PARTS = 64;
    private static final int MAX_PART_BYTES = 255;

    /** What Windows takes for something else than a letter of a name. */
    private static final String RESERVED_ON_WINDOWS = ":*?\"<>|";

    private static final boolean WINDOWS = File.separatorChar == '\\';

    /** Names that mean a device on Windows, whatever extension follows. */
    private static final Set<String> DEVICES = Set.of(
            "con",
            "prn",
            "aux",
            "nul",
            "conin$",
            "conout$",
            "com0",
            "com1",
            "com2",
            "com3",
            "com4",
            "com5",
            "com6",
            "com7",
            "com8",
            "com9",
            "com\u00b9",
            "com\u00b2",
            "com\u00b3",
            "lpt0",
            "lpt1",
            "lpt2",
            "lpt3",
            "lpt4",
            "lpt5",
            "lpt6",
            "lpt7",
            "lpt8",
            "lpt9",
            "lpt\u00b9",
            "lpt\u00b2",
            "lpt\u00b3");

    public PeerPath {
        parts = List.copyOf(parts);
    }

    /**
     * Checks a peer's name.
     *
     * @throws BadNameException with the reason, if it is not such a path
     */
    public static PeerPath parse(String name) throws BadNameException {
        if (name.isEmpty()) {
            throw new BadNameException("it is empty");
        }
        if (name.startsWith("/")) {
            throw new BadNameException("it is absolute");
        }
        if (name.length() > 1 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0))) {
            throw new BadNameException("it begins with a drive letter");
        }
        List<String> parts =
                List.of(Normalizer.normalize(name, Normalizer.Form.NFC).split("/", -1));
        if (parts.size() > MAX_PARTS) {
            throw new BadNameException("it has more than " + MAX_PARTS + " parts");
        }
        for (String part : parts) {
            check(part);
        }
        return new PeerPath(parts);
    }

    private static void check(String part) throws BadNameException {
        if (part.isEmpty()) {
            throw new BadNameException("a part of it is empty");
        }
        if (part.equals(".") || part.equals("..")) {
            throw new BadNameException("it has the part '" + part + "'");
        }
        for (int i = 0; i < part.length(); i++) {
            checkCharacter(part.charAt(i));
        }
        if (part.endsWith(".") || part.endsWith(" ")) {
            throw new BadNameException("a part of it ends with a dot or a space");
        }
        if (isDevice(part)) {
            throw new BadNameException("'" + part + "' is the name of a device");
        }
        if (part.getBytes(StandardCharsets.UTF_8).length > MAX_PART_BYTES) {
            throw new BadNameException("a part of it has more than " + MAX_PART_BYTES + " bytes");
        }
    }

    private static void checkCharacter(char c) throws BadNameException {
        if (Character.isISOControl(c)) {
            throw new BadNameException("it has a control character");
        }
        if (c == '\\' || WINDOWS && RESERVED_ON_WINDOWS.indexOf(c) >= 0) {
            throw new BadNameException("it has the character '" + c + "'");
        }
    }

    private static boolean isDevice(String part) {
        int dot = part.indexOf('.');
        String stem = (dot < 0 ? part : part.substring(0, dot)).stripTrailing();
        return DEVICES.contains(stem.toLowerCase(Locale.ROOT));
    }

    /** The last part. */
    public String fileName() {
        return parts.get(parts.size() - 1);
    }

    /** The parts before the last one. */
    public List<String> folders() {
        return parts.subList(0, parts.size() - 1);
    }

    /** The same path with another last part. */
    public PeerPath withFileName(String name) {
        List<String> changed = new ArrayList<>(parts);
        changed.set(changed.size() - 1, name);
        return new PeerPath(changed);
    }

    /** What two paths have in common that would meet on one file where letters' case does not count. */
    public String collisionKey() {
        return parts.stream().map(PeerPath::fold).collect(Collectors.joining("/"));
    }

    /** A name as it looks where case does not count. Both ways, because some letters (the long s, the sharp s) meet in one of them only. */
    public static String fold(String part) {
        String folded = part.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    @Override
    public String toString() {
        return String.join("/", parts);
    }
}
