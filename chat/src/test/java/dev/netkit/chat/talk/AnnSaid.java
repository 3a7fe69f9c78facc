package dev.netkit.chat.talk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Messages for tests: what ann said, one a second. */
public final class AnnSaid {
    public static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    private AnnSaid() {}

    /** With an id that tells its number. */
    public static ChatMessage message(long seq) {
        return new ChatMessage(seq, START.plusSeconds(seq), "ann", "text " + seq, Optional.of("id-" + seq));
    }

    public static List<ChatMessage> messages(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(AnnSaid::message).toList();
    }
}
