package dev.netkit.chat.talk;

import dev.netkit.chat.talk.Refused.Reason;
import dev.netkit.common.text.Characters;
import dev.netkit.common.text.Skeleton;
import java.text.Normalizer;
import java.util.Optional;

/**
 * What somebody in the chat, or a room, is called: 1 to 64 characters that can be seen, in composed form.
 *
 * @param text as it is shown
 */
public record ChatName(String text) {
    static final int MAX_CHARACTERS = 64;

    /** Who speaks where the server itself does. */
    public static final String SERVER = "server";

    /**
     * A person's name; single blanks may stand inside.
     *
     * @throws Refused if it is no name, or the server's own
     */
    public static ChatName ofPerson(String written) throws Refused {
        ChatName name = parse(written, "a name", true);
        if (name.skeleton().equals(Skeleton.of(SERVER))) {
            throw new Refused(Reason.BAD_NAME, "that name is the server's own");
        }
        return name;
    }

    /**
     * A room's name, with or without a {@code #} before it.
     *
     * @throws Refused if it is no name
     */
    public static ChatName ofRoom(String written) throws Refused {
        return parse(written.startsWith("#") ? written.substring(1) : written, "a room's name", false);
    }

    /** Why no room can have that name, if none can. */
    public static Optional<String> faultOfRoom(String written) {
        try {
            ofRoom(written);
            return Optional.empty();
        } catch (Refused e) {
            return Optional.of(e.getMessage());
        }
    }

    private static ChatName parse(String written, String what, boolean blanks) throws Refused {
        if (written.length() > 8 * MAX_CHARACTERS) {
            throw new Refused(Reason.BAD_NAME, what + " has at most " + MAX_CHARACTERS + " characters");
        }
        String text = Normalizer.normalize(written, Normalizer.Form.NFC).strip();
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > MAX_CHARACTERS) {
            throw new Refused(Reason.BAD_NAME, what + " has 1 to " + MAX_CHARACTERS + " characters, not " + length);
        }
        boolean allowed = text.codePoints().allMatch(c -> Characters.isVisible(c) || blanks && c == ' ');
        if (!allowed || text.contains("  ")) {
            throw new Refused(
                    Reason.BAD_NAME, what + " has letters, digits and signs" + (blanks ? "" : ", and no blanks"));
        }
        return new ChatName(text);
    }

    /** The same for names that look alike. */
    public String skeleton() {
        return Skeleton.of(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
