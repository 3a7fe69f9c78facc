package dev.netkit.common.text;

/** Which characters a name may have. */
public final class Characters {
    private Characters() {}

    /** Whether it is a letter, a mark, a digit or a sign that can be seen: no blank, no control, nothing unassigned. */
    public static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !showsNothing(c);
        };
    }

    /** Letters and marks that show nothing: those of Unicode's Default_Ignorable_Code_Point, and the blank of Braille. */
    private static boolean showsNothing(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || c >= 0x180B && c <= 0x180F
                || c == 0x2800
                || c == 0x3164
                || c >= 0xFE00 && c <= 0xFE0F
                || c == 0xFFA0
                || c >= 0xE0000 && c <= 0xE0FFF;
    }
}
