package dev.netkit.chat.client.dialect;

import dev.netkit.chat.wire.ChatReply;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.message.MessageException;
import dev.netkit.common.message.RefusedByPeerException;
import java.io.IOException;
import java.util.Optional;

/** netkit's own dialect, in either framing, sealed or not. */
final class NativeDialect implements Dialect {
    /** Enough for a distant server, and little enough for one that slows its senders to keep answering. */
    private static final int WINDOW = 64;

    static final Traits TRAITS = new Traits(true, true, true, WINDOW);

    private final MessageChannel<ChatReply, ChatRequest> channel;

    NativeDialect(MessageChannel<ChatReply, ChatRequest> channel) {
        this.channel = channel;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public boolean knows(ChatRequest request) {
        return true;
    }

    @Override
    public void send(ChatRequest request) throws IOException {
        channel.send(request);
    }

    @Override
    public Optional<Heard> receive() throws IOException {
        try {
            return channel.receive().map(Heard.Reply::new);
        } catch (RefusedByPeerException e) {
            return Optional.of(Heard.Refused.by(e));
        } catch (MessageException | InvalidTokenException e) {
            return Optional.of(new Heard.Puzzle(e));
        }
    }
}
