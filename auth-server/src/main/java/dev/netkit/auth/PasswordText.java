package dev.netkit.auth;

import java.nio.CharBuffer;
import java.text.Normalizer;

/**
 * Passwords as RFC 8265 (OpaqueString, the successor of SASLprep) prepares them: every kind of blank is a space, composed
 * form, case kept. For what is ASCII nothing changes, so that it is SASLprep's result as well.
 */
public final class PasswordText {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 1_024;

    private PasswordText() {}

    /**
     * Prepares a password that somebody has typed.
     *
     * @throws IllegalArgumentException with a reason for people, if it cannot be one
     */
    public static char[] prepare(char[] typed) {
        String blanks = CharBuffer.wrap(typed)
                .toString()
                .codePoints()
                .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String text = Normalizer.normalize(blanks, Normalizer.Form.NFC);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a password is not empty");
        }
        if (text.codePoints().anyMatch(PasswordText::isNoText)) {
            throw new IllegalArgumentException("a password has no control characters");
        }
        return text.toCharArray();
    }

    private static boolean isNoText(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.SURROGATE || type == Character.UNASSIGNED;
    }

    /**
     * As {@link #prepare}, for a new password, which must not be easy to guess.
     *
     * @throws IllegalArgumentException with a reason for people, if it is
     */
    public static char[] prepareNew(char[] typed) {
        char[] prepared = prepare(typed);
        int length = Character.codePointCount(prepared, 0, prepared.length);
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException(
                    "a password has " + SHORTEST + " to " + LONGEST + " characters, not " + length);
        }
        if (CommonPasswords.contains(new String(prepared))) {
            throw new IllegalArgumentException("that is one of the most common passwords");
        }
        return prepared;
    }
}
