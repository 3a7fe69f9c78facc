package dev.netkit.chat;

import dev.netkit.chat.dialect.Dialect;
import dev.netkit.chat.dialect.HttpDialect;
import dev.netkit.chat.dialect.JimDialect;
import dev.netkit.chat.dialect.NativeDialect;
import dev.netkit.chat.dialect.ServerPatience;
import dev.netkit.chat.hall.ChatFigures;
import dev.netkit.chat.hall.ChatHost;
import dev.netkit.chat.hall.Entrance;
import dev.netkit.chat.hall.Hall;
import dev.netkit.chat.hall.MemberListener;
import dev.netkit.chat.history.ForgetfulStore;
import dev.netkit.chat.history.HistoryException;
import dev.netkit.chat.history.HistoryFolder;
import dev.netkit.chat.room.Journal;
import dev.netkit.chat.room.Publisher;
import dev.netkit.chat.web.WebNames;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.net.AnswerTimeoutException;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServer;
import dev.netkit.common.net.TcpServerConfig;
import dev.netkit.common.net.WithoutPortions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rooms for every dialect on one port: the first byte of a connection says which one it speaks. */
public final class ChatServer implements Server {
    private final Hall hall;
    private final List<Dialect> dialects;
    private final ServerPatience patience;
    private final Server tcp;

    private ChatServer(
            ChatConfig config, Clock clock, ServiceListener events, MemberListener listener, ServerPatience patience)
            throws IOException {
        this.patience = patience;
        hall = hall(config, clock, events);
        dialects = dialects(config, new Entrance(hall, config.rules(), listener), clock, patience);
        tcp = open(config.tcp(), events);
    }

    /**
     * Opens the port, and the history if there is to be one; {@link #serve()} then blocks.
     *
     * @throws HistoryException if the history cannot be used
     */
    public static ChatServer open(ChatConfig config, Clock clock, ServiceListener events, MemberListener listener)
            throws IOException {
        return open(config, clock, events, listener, ServerPatience.USUAL);
    }

    static ChatServer open(
            ChatConfig config, Clock clock, ServiceListener events, MemberListener listener, ServerPatience patience)
            throws IOException {
        return new ChatServer(config, clock, events, listener, patience);
    }

    private Server open(TcpServerConfig config, ServiceListener events) throws IOException {
        try {
            return TcpServer.open(config, this::handle, new WithoutPortions(events));
        } catch (IOException | RuntimeException e) {
            hall.close();
            throw e;
        }
    }

    private static Hall hall(ChatConfig config, Clock clock, ServiceListener events) throws IOException {
        if (config.history().isEmpty()) {
            return new Hall(ForgetfulStore.SHELF, Publisher.AT_ONCE, config.keep(), clock, events);
        }
        HistoryFolder folder = HistoryFolder.open(config.history().get(), config.durable());
        try {
            return new Hall(folder, new Journal(config.durable(), events), config.keep(), clock, events);
        } catch (IOException e) {
            throw new HistoryException(e);
        }
    }

    /** A JIM client has no way to seal what it says, so where there is a key it has no business here. */
    private static List<Dialect> dialects(ChatConfig config, Entrance entrance, Clock clock, ServerPatience patience) {
        Optional<MessageSeal> seal = MessageSeal.of(config.keys());
        List<Dialect> dialects = new ArrayList<>();
        dialects.add(new NativeDialect(entrance, config.messageLimit(), seal));
        if (seal.isEmpty()) {
            dialects.add(new JimDialect(entrance, clock));
        }
        if (config.web()) {
            dialects.add(new HttpDialect(entrance, new WebNames(config.webNames()), seal, patience));
        }
        return dialects;
    }

    private void handle(Connection connection) throws IOException {
        connection.readDeadline(patience.firstByte());
        byte[] first;
        try {
            first = connection.input().peek(1);
        } catch (AnswerTimeoutException e) {
            connection.cut(EndReason.IDLE);
            return;
        }
        connection.readDeadline(Duration.ZERO);
        if (first.length > 0) {
            dialect(first[0] & 0xFF).converse(connection);
        }
    }

    private Dialect dialect(int first) throws ProtocolException {
        return dialects.stream()
                .filter(dialect -> dialect.beginsWith(first))
                .findFirst()
                .orElseThrow(() -> new ProtocolException(stranger(first)));
    }

    private static String stranger(int first) {
        return switch (first) {
            case 0x16 -> "the peer speaks TLS, and this port does not";
            case '{' -> "the peer speaks JIM, which cannot be sealed, and there is a key here";
            default -> String.format("no dialect begins with %02x", first);
        };
    }

    /** What the one who runs the server may do while it runs. */
    public ChatHost host() {
        return hall.host();
    }

    /** What can be read of the chat's work while it runs. */
    public ChatFigures figures() {
        return hall.figures();
    }

    @Override
    public InetSocketAddress address() {
        return tcp.address();
    }

    @Override
    public void serve() throws IOException {
        try {
            tcp.serve();
        } finally {
            hall.close();
        }
    }

    @Override
    public void stop() {
        hall.closing();
        tcp.stop();
    }
}
