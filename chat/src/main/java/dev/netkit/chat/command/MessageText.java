package dev.netkit.chat.command;

import dev.netkit.chat.wire.ChatReply.Message;
import dev.netkit.common.cli.SafeText;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** The parts of a message as they are shown: {@code 09:05:03 <ann> hi}. */
final class MessageText {
    private MessageText() {}

    /** The time of day in that zone, to the second. */
    static String time(Instant time, ZoneId zone) {
        LocalTime local = time.atZone(zone).toLocalTime();
        return two(local.getHour()) + ":" + two(local.getMinute()) + ":" + two(local.getSecond());
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    /** A message as one line of text, whatever is in it. */
    static String line(Message message, ZoneId zone) {
        String to = message.to().map(name -> " -> " + SafeText.escape(name)).orElse("");
        return time(message.time().orElseThrow(), zone) + " <" + SafeText.escape(message.username()) + to + "> "
                + SafeText.escape(message.content());
    }
}
