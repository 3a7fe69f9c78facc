package dev.netkit.common.cli;

import java.util.regex.Pattern;

/** Text from elsewhere, made harmless for a terminal: what could drive it or reorder it is shown as an escape. */
public final class SafeText {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}._-]+");

    private SafeText() {}

    /** Every control, format-override and unpaired surrogate character escaped, line ends and tabs too. */
    public static String escape(String text) {
        return text.codePoints().allMatch(SafeText::isHarmless) ? text : escapeEach(text, false);
    }

    /** Like {@link #escape}, with backslashes doubled, so that the text can be had back from it. */
    public static String escapeExactly(String text) {
        return escape(text.replace("\\", "\\\\"));
    }

    /** In quotes, which nothing in the text can end, and from which it can be had back. */
    public static String quote(String text) {
        return '"' + escapeExactly(text).replace("\"", "\\\"") + '"';
    }

    /** As it is, if it is a word of letters, digits, dots, hyphens and underscores; else in quotes. */
    public static String word(String text) {
        return WORD.matcher(text).matches() ? text : quote(text);
    }

    /** Like {@link #escape}, but line feeds and tabs pass: for text of many lines. */
    public static String escapeLines(String text) {
        return escapeEach(text, true);
    }

    /** Like {@link #escape}, for a JSON text: what is escaped stands inside of its strings only. */
    static String escapeJson(String json) {
        if (json.codePoints().allMatch(SafeText::isHarmless)) {
            return json;
        }
        StringBuilder safe = new StringBuilder(json.length() + 16);
        json.chars().forEach(c -> {
            if (Character.isSurrogate((char) c) || isHarmless(c)) {
                safe.append((char) c);
            } else {
                safe.append(String.format("\\u%04x", c));
            }
        });
        return safe.toString();
    }

    private static String escapeEach(String text, boolean linesPass) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isHarmless(c) || linesPass && (c == '\n' || c == '\t')) {
                safe.appendCodePoint(c);
            } else {
                safe.append(escaped(c));
            }
        });
        return safe.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> !isBidirectional(c);
            default -> true;
        };
    }

    /** Marks, embeddings, overrides and isolates of the Unicode bidirectional algorithm (UAX #9). */
    private static boolean isBidirectional(int c) {
        return c == 0x061C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < 0x100 ? String.format("\\x%02x", c) : String.format("\\u{%x}", c);
        };
    }
}
