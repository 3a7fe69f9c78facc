package dev.netkit.file.receive;

import dev.netkit.file.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a file is called while it is under way.
 *
 * @param partial its data so far, {@code NAME.part}
 * @param state what is known of that, {@code NAME.part.json}
 */
record PartialNames(Path partial, Path state) {
    private static final String PARTIAL = ".part";
    private static final String STATE = ".part.json";
    private static final int MAX_BYTES = 255 - STATE.length() - PartialState.UNSAVED.length();
    private static final int KEPT_OF_LONG_NAMES = 48;
    private static final int LONGEST_EXTENSION = 32;

    static PartialNames of(Path folder, String name) {
        String stem = stem(name);
        return new PartialNames(folder.resolve(stem + PARTIAL), folder.resolve(stem + STATE));
    }

    /** A name that leaves no room for the ending is cut, and told apart by its digest. */
    private static String stem(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return name;
        }
        byte[] digest = Digests.sha256().digest(bytes);
        int kept = name.offsetByCodePoints(0, Math.min(KEPT_OF_LONG_NAMES, name.codePointCount(0, name.length())));
        return name.substring(0, kept) + "~" + HexFormat.of().formatHex(digest, 0, 8);
    }

    /** Removes both files, as far as they are there. */
    void delete() throws IOException {
        PartialState.delete(state);
        Files.deleteIfExists(partial);
    }

    /** Whether a whole file of that name could be taken for one under way. */
    static boolean isReserved(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return folded.endsWith(PARTIAL) || folded.endsWith(STATE) || folded.endsWith(STATE + PartialState.UNSAVED);
    }

    /** {@code report.pdf} becomes {@code report (1).pdf}; still at most 255 bytes. */
    static String numbered(String name, int number) {
        int dot = name.lastIndexOf('.');
        boolean hasExtension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION;
        String stem = hasExtension ? name.substring(0, dot) : name;
        String extension = hasExtension ? name.substring(dot) : "";
        String added = " (" + number + ")" + extension;
        while ((stem + added).getBytes(StandardCharsets.UTF_8).length > 255 && !stem.isEmpty()) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + added;
    }
}
