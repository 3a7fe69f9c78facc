package dev.netkit.chat.client.dialect;

import dev.netkit.chat.client.line.WebSocketLine;
import dev.netkit.chat.client.line.WebSocketLine.Arrival;
import dev.netkit.chat.wire.ChatReply;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.common.crypto.TokenAnatomy;
import dev.netkit.common.message.HiddenFields;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.MessageException;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Optional;

/** netkit's own dialect in WebSocket: a text message for each of its messages, and WebSocket's own pings. */
final class WebSocketDialect implements Dialect {
    private final WebSocketLine line;
    private final MessageCodec<ChatReply> replies;
    private final MessageCodec<ChatRequest> requests;
    private final HiddenFields hidden;

    WebSocketDialect(
            WebSocketLine line,
            MessageCodec<ChatReply> replies,
            MessageCodec<ChatRequest> requests,
            HiddenFields hidden) {
        this.line = line;
        this.replies = replies;
        this.requests = requests;
        this.hidden = hidden;
    }

    @Override
    public Traits traits() {
        return NativeDialect.TRAITS;
    }

    @Override
    public boolean knows(ChatRequest request) {
        return true;
    }

    @Override
    public void send(ChatRequest request) throws IOException {
        if (request instanceof ChatRequest.Ping) {
            line.ping();
            return;
        }
        byte[] json = requests.encode(request);
        trace(Direction.OUT, json);
        line.send(json);
    }

    @Override
    public Optional<Heard> receive() throws IOException {
        Optional<Arrival> arrival = line.receive();
        if (arrival.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                arrival.get() instanceof Arrival.Text text
                        ? understood(text.utf8())
                        : new Heard.Reply(new ChatReply.Pong()));
    }

    private Heard understood(byte[] json) {
        trace(Direction.IN, json);
        try {
            return new Heard.Reply(replies.decode(json));
        } catch (RefusedByPeerException e) {
            return Heard.Refused.by(e);
        } catch (MessageException e) {
            boolean sealed = TokenAnatomy.looksLikeOne(json);
            return new Heard.Puzzle(sealed ? new ProtocolException("it is sealed, and there is no key here") : e);
        }
    }

    private void trace(Direction direction, byte[] json) {
        line.events().trace(line.peer(), direction, "WebSocket text", hidden.hide(json));
    }
}
