package dev.netkit.common.cli;

import java.time.LocalTime;

/** Times as they are shown. By hand, because DateTimeFormatter costs a one-shot command a tenth of its start. */
final class ClockText {
    private ClockText() {}

    /** The local time of day with milliseconds: {@code 09:05:03.007}. */
    static String timeOfDay(LocalTime time) {
        char[] text = "00:00:00.000".toCharArray();
        put(text, 0, 2, time.getHour());
        put(text, 3, 2, time.getMinute());
        put(text, 6, 2, time.getSecond());
        put(text, 9, 3, time.getNano() / 1_000_000);
        return new String(text);
    }

    private static void put(char[] text, int start, int digits, int value) {
        int rest = value;
        for (int i = start + digits - 1; i >= start; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
