package dev.netkit.chat.client;

import dev.netkit.chat.client.dialect.Dialects;
import dev.netkit.chat.client.line.Line;
import dev.netkit.chat.client.line.Patience;
import dev.netkit.chat.client.line.PutOutException;
import dev.netkit.chat.client.line.TcpLine;
import dev.netkit.chat.client.line.WebSocketConnector;
import dev.netkit.chat.client.line.WebSocketLine;
import dev.netkit.chat.jim.JimException;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.common.framing.FrameException;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpConnector;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One conversation that outlives its connections: what was said waits for a connection and is said once, and what others
 * said meanwhile is asked for. {@link #run} holds it; everything else is for other threads.
 */
public final class ChatClient implements Closeable {
    public static final int DEFAULT_PORT = ChatFormat.DEFAULT_PORT;
    public static final String LOBBY = ChatFormat.LOBBY;

    private final ClientSettings settings;
    private final ServiceListener events;
    private final ChatListener listener;
    private final Clock clock;
    private final Dialects dialects;
    private final Conversation conversation;
    private final Rest rest = new Rest();
    private WebSocketConnector webSockets; // made by the first WebSocket

    public ChatClient(ClientSettings settings, ServiceListener events, ChatListener listener) {
        this(settings, events, listener, Clock.systemUTC());
    }

    ChatClient(ClientSettings settings, ServiceListener events, ChatListener listener, Clock clock) {
        ReentrantLock oneAtATime = new ReentrantLock();
        this.settings = settings;
        this.events = events;
        this.clock = clock;
        this.dialects = new Dialects(settings.speech(), settings.webSocket().isPresent(), clock);
        this.conversation = new Conversation(settings);
        this.listener = event -> {
            oneAtATime.lock();
            try {
                listener.on(event);
            } finally {
                oneAtATime.unlock();
            }
        };
    }

    /**
     * Holds the conversation; blocks until {@link #close}.
     *
     * @throws ProtocolException if the server cannot be understood
     * @throws PutOutException if the server does not want us any more
     * @throws IOException if the first connection does not come about, or one is lost that no other one may follow
     */
    public void run() throws IOException {
        Pauses pauses = new Pauses();
        try {
            while (!rest.isOver()) {
                long began = System.nanoTime();
                try {
                    converse();
                } catch (IOException e) {
                    Duration pause = pauses.after(Duration.ofNanos(System.nanoTime() - began));
                    lost(e, pause);
                }
            }
        } finally {
            conversation.outbox().over();
        }
    }

    private void lost(IOException e, Duration pause) throws IOException {
        if (rest.isOver()) {
            return; // it was this side that ended it
        }
        boolean mayComeBack = conversation.wasEverIn() && settings.patience().reconnects();
        if (!mayComeBack || isBreach(e) || e instanceof PutOutException) {
            throw e;
        }
        String why = Optional.ofNullable(e.getMessage()).orElse(e.toString());
        listener.on(new ChatEvent.Down(why, pause));
        rest.pause(pause);
    }

    /** A server that dies leaves half a frame behind; anything else that has no meaning would have none again. */
    private static boolean isBreach(IOException e) {
        boolean torn = e instanceof FrameException frame && frame.fault() == FrameException.Fault.TRUNCATED
                || e instanceof JimException jim && jim.fault() == JimException.Fault.TRUNCATED;
        return e instanceof ProtocolException && !torn;
    }

    private void converse() throws IOException {
        Optional<Call> made = rest.unlessOver(this::call);
        if (made.isEmpty()) {
            return;
        }
        Line line = made.get().line();
        EndReason reason = EndReason.CLOSED;
        Optional<String> why = Optional.empty();
        try {
            new Link(made.get(), conversation, settings.patience(), listener, events, clock).run();
        } catch (IOException e) {
            reason = reason(e);
            why = e instanceof EOFException ? Optional.empty() : Optional.ofNullable(e.getMessage());
            throw e;
        } finally {
            line.close();
            tellEnd(line, reason, why);
        }
    }

    private static EndReason reason(IOException e) {
        if (e instanceof EOFException || e instanceof PutOutException) {
            return EndReason.PEER_CLOSED;
        }
        return isBreach(e) ? EndReason.PROTOCOL_ERROR : EndReason.CONNECTION_LOST;
    }

    private Call call() throws IOException {
        String username = conversation.wanted();
        Patience patience = settings.patience();
        if (settings.webSocket().isPresent()) {
            WebSocketLine line = webSockets()
                    .connect(
                            settings.webSocket().get(),
                            settings.server(),
                            patience,
                            settings.speech().limit(),
                            events);
            return new Call(line, dialects.open(line, username));
        }
        Connection connection = TcpConnector.connect(settings.server(), patience.connect(), patience.write(), events);
        try {
            return new Call(new TcpLine(connection), dialects.open(connection, username));
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private WebSocketConnector webSockets() {
        if (webSockets == null) {
            webSockets = new WebSocketConnector();
        }
        return webSockets;
    }

    private void tellEnd(Line line, EndReason reason, Optional<String> why) {
        if (events.wants(Detail.ACTIVITY)) {
            events.on(new ServiceEvent.Disconnected(line.peer(), line.received(), line.sent(), reason, why));
        }
    }

    /** The name that the server knows us by, or will be told first. */
    public String username() {
        return conversation.username();
    }

    /** The room that one speaks in. */
    public String room() {
        return conversation.room();
    }

    /** All rooms that one is in. */
    public List<String> rooms() {
        return conversation.rooms();
    }

    /** How many texts are not known to be stored. */
    public int unsettled() {
        return conversation.outbox().unsettled();
    }

    /**
     * Says something in the room; blocks only while very much waits to be sent.
     *
     * @throws TextTooLongException if no message can hold it
     */
    public void say(String content) throws TextTooLongException {
        put(Optional.of(conversation.room()), Optional.empty(), content);
    }

    /**
     * Says something to one person.
     *
     * @throws TextTooLongException if no message can hold it
     */
    public void confide(String to, String content) throws TextTooLongException {
        put(Optional.empty(), Optional.of(to), content);
    }

    private void put(Optional<String> room, Optional<String> to, String content) throws TextTooLongException {
        ChatRequest.Text text = new ChatRequest.Text(content, room, to, Optional.of(conversation.randomText()));
        int length = dialects.length(text, conversation.username());
        if (length > dialects.limit()) {
            throw new TextTooLongException(length, dialects.limit());
        }
        conversation.outbox().put(text);
    }

    /** Goes into a room, unless the server refuses that, and speaks there from now on. */
    public void join(String room) {
        conversation.outbox().put(conversation.enter(room));
    }

    /** Leaves a room; false if it is the only one that one is in. */
    public boolean leave(String room) {
        if (!conversation.leave(room)) {
            return false;
        }
        conversation.outbox().put(new ChatRequest.Leave(room));
        return true;
    }

    /** Asks who is in a room. */
    public void who(String room) {
        conversation.outbox().put(new ChatRequest.Who(Optional.of(room)));
    }

    /** Wants to be known by another name. */
    public void nick(String username) {
        conversation.want(username);
        conversation.outbox().put(conversation.hello());
    }

    /**
     * Blocks until everything that was said is stored, the conversation is over, or nothing was stored for that long;
     * zero = for ever. Returns how many texts are not.
     */
    public int awaitStored(Duration patience) {
        return conversation.outbox().awaitSettled(patience);
    }

    /** Says goodbye if there is somebody to say it to, and has {@link #run} return soon. */
    @Override
    public void close() {
        conversation.outbox().end();
        rest.end();
    }
}
