package dev.netkit.chat.client.dialect;

import dev.netkit.chat.wire.ChatReply;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.common.message.MessageException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * The native dialect, until the server's first word is one of the older protocol's: a greeting, or a message without a
 * number. Then it is spoken to in three types.
 */
final class DetectingDialect implements Dialect {
    private final Queue<Heard> held = new ArrayDeque<>();
    private final Dialect threeTypes;
    private volatile Dialect spoken;
    private boolean known;

    DetectingDialect(Dialect nativeDialect, Dialect threeTypes) {
        this.spoken = nativeDialect;
        this.threeTypes = threeTypes;
    }

    @Override
    public Traits traits() {
        return spoken.traits();
    }

    @Override
    public boolean knows(ChatRequest request) {
        return spoken.knows(request);
    }

    @Override
    public void send(ChatRequest request) throws IOException {
        spoken.send(request);
    }

    @Override
    public Optional<Heard> receive() throws IOException {
        if (!held.isEmpty()) {
            return Optional.of(held.remove());
        }
        Optional<Heard> heard = spoken.receive();
        if (known || heard.isEmpty()) {
            return heard;
        }
        known = true;
        if (!isOfThreeTypes(heard.get())) {
            return heard;
        }
        spoken = threeTypes;
        if (heard.get() instanceof Heard.Reply) {
            held.add(heard.get());
        }
        return Optional.of(new Heard.LetIn()); // it greets whoever connects, and has had our name
    }

    private static boolean isOfThreeTypes(Heard first) {
        if (first instanceof Heard.Reply reply) {
            return reply.reply() instanceof ChatReply.Message message
                    && message.seq().isEmpty();
        }
        return first instanceof Heard.Puzzle puzzle
                && puzzle.why() instanceof MessageException e
                && e.fault() == MessageException.Fault.UNKNOWN_TYPE;
    }
}
