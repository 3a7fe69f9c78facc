package dev.netkit.chat.client.dialect;

import dev.netkit.chat.wire.ChatReply;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.message.MessageException;
import dev.netkit.common.message.RefusedByPeerException;
import java.io.IOException;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The dialect of servers that know {@code hello}, {@code text} and {@code message}. They have one room, answer nothing, and
 * some of them send a text back to its author, which is left out here because it was shown when it went.
 */
final class ThreeTypeDialect implements Dialect {
    private static final Traits TRAITS = new Traits(false, false, false, Integer.MAX_VALUE);
    private static final int MOST_REMEMBERED = 100;

    private final MessageChannel<ThreeTypeMessage, ThreeTypeMessage> channel;
    private final Deque<String> said = new ConcurrentLinkedDeque<>();
    private volatile String username;

    ThreeTypeDialect(MessageChannel<ThreeTypeMessage, ThreeTypeMessage> channel, String username) {
        this.channel = channel;
        this.username = username;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public boolean knows(ChatRequest request) {
        return request instanceof ChatRequest.Hello
                || request instanceof ChatRequest.Text text && text.to().isEmpty();
    }

    @Override
    public void send(ChatRequest request) throws IOException {
        if (request instanceof ChatRequest.Hello hello) {
            username = hello.username();
            channel.send(new ThreeTypeMessage.Hello(Optional.of(username)));
        } else if (request instanceof ChatRequest.Text text) {
            remember(text.content());
            channel.send(new ThreeTypeMessage.Text(text.content()));
        }
    }

    @Override
    public Optional<Heard> receive() throws IOException {
        while (true) {
            Optional<ThreeTypeMessage> received;
            try {
                received = channel.receive();
            } catch (RefusedByPeerException e) {
                return Optional.of(new Heard.Refused(e.code(), e.getMessage(), Optional.empty()));
            } catch (MessageException e) {
                return Optional.of(new Heard.Puzzle(e));
            }
            if (received.isEmpty()) {
                return Optional.empty();
            }
            if (received.get() instanceof ThreeTypeMessage.Message message && !isEcho(message)) {
                return Optional.of(new Heard.Reply(ChatReply.Message.plain(message.username(), message.content())));
            }
        }
    }

    private void remember(String content) {
        said.add(content);
        if (said.size() > MOST_REMEMBERED) {
            said.poll();
        }
    }

    private boolean isEcho(ThreeTypeMessage.Message message) {
        return message.username().equals(username) && said.removeFirstOccurrence(message.content());
    }
}
