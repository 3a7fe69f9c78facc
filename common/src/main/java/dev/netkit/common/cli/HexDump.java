package dev.netkit.common.cli;

/** Bytes as people read them: offset, sixteen bytes in hexadecimal, and the printable ones as text. */
final class HexDump {
    private static final int BYTES_PER_LINE = 16;
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private HexDump() {}

    /** One line for each sixteen bytes, each with {@code indent} before and a line end after it. */
    static String of(byte[] bytes, String indent) {
        StringBuilder dump = new StringBuilder();
        for (int start = 0; start < bytes.length; start += BYTES_PER_LINE) {
            appendLine(dump.append(indent), bytes, start);
        }
        return dump.toString();
    }

    private static void appendLine(StringBuilder dump, byte[] bytes, int start) {
        for (int shift = 28; shift >= 0; shift -= 4) {
            dump.append(DIGITS[start >>> shift & 0xF]);
        }
        for (int i = start; i < start + BYTES_PER_LINE; i++) {
            dump.append(i % 8 == 0 ? "  " : " ");
            dump.append(i < bytes.length ? hex(bytes[i]) : "  ");
        }
        dump.append("  |");
        for (int i = start; i < Math.min(bytes.length, start + BYTES_PER_LINE); i++) {
            dump.append(bytes[i] >= ' ' && bytes[i] < 0x7F ? (char) bytes[i] : '.');
        }
        dump.append("|\n");
    }

    private static String hex(byte b) {
        return "" + DIGITS[b >>> 4 & 0xF] + DIGITS[b & 0xF];
    }
}
