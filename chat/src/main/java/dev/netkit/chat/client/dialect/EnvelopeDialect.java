package dev.netkit.chat.client.dialect;

import dev.netkit.chat.client.line.WebSocketLine;
import dev.netkit.chat.client.line.WebSocketLine.Arrival;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.chat.wire.ChatReply;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.chat.wire.EnvelopeArgs;
import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.message.Envelope;
import dev.netkit.common.message.MessageException;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sealed envelopes in WebSocket. The server greets, and that lets us in; a text is stored when an envelope with our name and
 * its words has come back. Each has our secret and its id, so that we have our name at once after a loss, and what is sent
 * again is stored once. There is one room, and no history.
 */
final class EnvelopeDialect implements Dialect {
    /** One text at a time: an error does not tell what it is about. */
    private static final Traits TRAITS = new Traits(true, true, true, 1);

    private static final String SERVER = "server";

    /** Stands for the secret where others may see it. */
    private static final String HIDDEN = "***";

    private static final int LONGEST_ARGS = 2 * ChatRequest.MAX_MARK + 16;

    private final WebSocketLine line;
    private final SealedEnvelopes envelopes;
    private final Clock clock;
    private final AtomicReference<ChatRequest.Text> underWay = new AtomicReference<>();
    private volatile String username;
    private volatile Optional<String> session = Optional.empty();
    private boolean greeted;
    private boolean named;

    EnvelopeDialect(WebSocketLine line, SealedEnvelopes envelopes, Clock clock, String username) {
        this.line = line;
        this.envelopes = envelopes;
        this.clock = clock;
        this.username = username;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public boolean knows(ChatRequest request) {
        return request instanceof ChatRequest.Hello
                || request instanceof ChatRequest.Ping
                || request instanceof ChatRequest.Text text
                        && text.to().isEmpty()
                        && text.room().orElse(ChatFormat.LOBBY).equals(ChatFormat.LOBBY);
    }

    @Override
    public void send(ChatRequest request) throws IOException {
        if (request instanceof ChatRequest.Hello hello) {
            username = hello.username();
            session = hello.session();
            line.hear(new Arrival.Named());
        } else if (request instanceof ChatRequest.Text text) {
            underWay.set(text); // before it goes: another thread may hear it come back at once
            trace(Direction.OUT, envelope(text, session.map(secret -> HIDDEN)));
            line.send(envelopes.seal(envelope(text, session)));
        } else if (request instanceof ChatRequest.Ping) {
            line.ping();
        }
    }

    private Envelope envelope(ChatRequest.Text text, Optional<String> secret) {
        return Envelope.of(username, clock, text.content(), "", new EnvelopeArgs(secret, text.id()).text());
    }

    private void trace(Direction direction, Envelope envelope) {
        line.events().trace(line.peer(), direction, "WebSocket text, sealed", envelopes.encode(envelope));
    }

    @Override
    public Optional<Heard> receive() throws IOException {
        while (true) {
            Optional<Arrival> arrival = line.receive();
            if (arrival.isEmpty()) {
                return Optional.empty();
            }
            Optional<Heard> heard = understood(arrival.get());
            if (heard.isPresent()) {
                return heard;
            }
        }
    }

    private Optional<Heard> understood(Arrival arrival) {
        if (arrival instanceof Arrival.Text text) {
            return opened(text.utf8());
        }
        if (arrival instanceof Arrival.Named) {
            named = true;
            return letIn();
        }
        return Optional.of(new Heard.Reply(new ChatReply.Pong()));
    }

    /** The greeting may come before we have said who we are, which only a text will tell the server. */
    private Optional<Heard> letIn() {
        return greeted && named ? Optional.of(new Heard.LetIn()) : Optional.empty();
    }

    private Optional<Heard> opened(byte[] token) {
        try {
            Envelope envelope = envelopes.open(token);
            trace(Direction.IN, envelope);
            if (!greeted) {
                greeted = true;
                return letIn();
            }
            return Optional.of(understood(envelope));
        } catch (InvalidTokenException | MessageException e) {
            line.events().trace(line.peer(), Direction.IN, "WebSocket text, an invalid token", token);
            return Optional.of(new Heard.Puzzle(e));
        }
    }

    private Heard understood(Envelope envelope) {
        return switch (envelope.cmd()) {
            case Envelope.ERROR ->
                new Heard.Refused(Envelope.ERROR, envelope.text(), Optional.ofNullable(underWay.getAndSet(null)));
            case "" ->
                new Heard.Reply(
                        envelope.userID().equals(SERVER) ? new ChatReply.Notice(envelope.text()) : message(envelope));
            default -> new Heard.Reply(new ChatReply.Pong());
        };
    }

    private ChatReply.Message message(Envelope envelope) {
        return new ChatReply.Message(
                envelope.userID(),
                envelope.text(),
                Optional.of(ChatFormat.LOBBY),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ownId(envelope));
    }

    /** The id of the text that is under way, if this is it. */
    private Optional<String> ownId(Envelope envelope) {
        ChatRequest.Text text = underWay.get();
        boolean own = text != null
                && envelope.userID().equals(username)
                && text.content().equals(envelope.text());
        return own && underWay.compareAndSet(text, null) ? text.id() : Optional.empty();
    }

    /** How long the envelope of a text is at most, in bytes of JSON. */
    static int length(String username, ChatRequest.Text text, Clock clock, SealedEnvelopes envelopes) {
        return envelopes.encode(Envelope.of(username, clock, text.content(), "")).length + LONGEST_ARGS;
    }
}
