package dev.netkit.common.message;

/**
 * Finds JSON text with one half of a character outside the basic plane: an escape of D83D alone. RFC 8259 (section
 * 8.2) lets it pass, but it is no Unicode text and could not be sent on as UTF-8.
 */
final class SurrogateEscapes {
    private static final int ESCAPE_LENGTH = 6;

    private SurrogateEscapes() {}

    /** Whether each escaped half has its other half right beside it; {@code text} itself has no bare halves. */
    static boolean allPaired(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                continue;
            }
            char c = escapedAt(text, i);
            if (Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (!Character.isLowSurrogate(escapedAt(text, i + ESCAPE_LENGTH))) {
                    return false;
                }
                i += ESCAPE_LENGTH;
            }
            i++; // what follows a backslash begins no escape, another backslash least of all
        }
        return true;
    }

    /** The character of the four-digit escape that begins at {@code start}; NUL if none does. */
    private static char escapedAt(CharSequence text, int start) {
        if (start + ESCAPE_LENGTH > text.length() || text.charAt(start) != '\\' || text.charAt(start + 1) != 'u') {
            return 0;
        }
        int value = 0;
        for (int i = start + 2; i < start + ESCAPE_LENGTH; i++) {
            value = value << 4 | Math.max(0, Character.digit(text.charAt(i), 16));
        }
        return (char) value;
    }
}
