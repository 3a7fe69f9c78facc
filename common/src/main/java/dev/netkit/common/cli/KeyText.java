package dev.netkit.common.cli;

import dev.netkit.common.crypto.FernetKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keys as a file or the environment holds them: one a line. */
final class KeyText {
    private KeyText() {}

    /**
     * @throws IllegalArgumentException if there is no key, or a line is none; its message has the line's number, not the
     *     line
     */
    static List<FernetKey> parse(byte[] text) {
        List<FernetKey> keys = new ArrayList<>();
        int number = 0;
        for (int start = 0, end; start < text.length; start = end + 1) {
            end = lineEnd(text, start);
            number++;
            if (holdsKey(text, start, end)) {
                keys.add(parse(text, start, end, number));
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key in it");
        }
        return List.copyOf(keys);
    }

    private static int lineEnd(byte[] text, int start) {
        int end = start;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean holdsKey(byte[] text, int start, int end) {
        boolean empty = end == start || end == start + 1 && text[start] == '\r';
        return !empty && text[start] != '#';
    }

    private static FernetKey parse(byte[] text, int start, int end, int number) {
        // With its line end, where it has one: that a key may have, and a carriage return alone it may not.
        byte[] line = Arrays.copyOfRange(text, start, Math.min(end + 1, text.length));
        try {
            return FernetKey.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + " is " + e.getMessage(), e);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    static byte[] line(FernetKey key) {
        return (key.text() + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
