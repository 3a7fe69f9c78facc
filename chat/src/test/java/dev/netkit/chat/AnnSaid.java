package dev.netkit.chat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Messages for tests: what ann said, one a second. */
final class AnnSaid {
    static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    private AnnSaid() {}

    /** With an id that tells its number. */
    static ChatMessage message(long seq) {
        return new ChatMessage(seq, START.plusSeconds(seq), "ann", "text " + seq, Optional.of("id-" + seq));
    }

    static List<ChatMessage> messages(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(AnnSaid::message).toList();
    }
}
