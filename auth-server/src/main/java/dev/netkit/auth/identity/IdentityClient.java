package dev.netkit.auth.identity;

import dev.netkit.auth.identity.ServerMessage.Welcome;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.MessageFormat;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpConnector;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks an identification server who it takes this address for. For one thread. */
public final class IdentityClient implements Closeable {
    private final Connection connection;
    private final MessageChannel<ServerMessage, ClientMessage> channel;

    private IdentityClient(Connection connection, MessageFormat<ServerMessage, ClientMessage> format, Duration timeout)
            throws IOException {
        this.connection = connection;
        this.channel = new MessageChannel<>(connection, format);
        connection.readTimeout(timeout);
    }

    /** Who one is at the server. */
    public record Greeting(String name, boolean isNew) {}

    /** Connects; the server's first byte tells the encoding. {@code keys} seal; empty = nothing is sealed. */
    public static IdentityClient connect(
            Endpoint server, Duration timeout, List<FernetKey> keys, ServiceListener events) throws IOException {
        MessageFormat<ServerMessage, ClientMessage> format = new MessageFormat<>(
                MessageCodec.of(ServerMessage.class),
                MessageCodec.of(ClientMessage.class),
                Optional.empty(),
                IdentityConfig.MESSAGE_LIMIT,
                MessageSeal.of(keys));
        return new IdentityClient(TcpConnector.connect(server, timeout, events), format, timeout);
    }

    /** Blocks for the server's first word: a greeting, or nothing if it asks for the name. */
    public Optional<Greeting> greeting() throws IOException {
        return receive() instanceof Welcome welcome ? Optional.of(greeting(welcome)) : Optional.empty();
    }

    /**
     * Tells the name that was asked for, and blocks for the greeting.
     *
     * @throws RefusedByPeerException if the server does not take the name; another one may be told
     */
    public Greeting tell(String name) throws IOException {
        channel.send(new ClientMessage.Name(name));
        if (receive() instanceof Welcome welcome) {
            return greeting(welcome);
        }
        throw new ProtocolException("the server asks again without a reason");
    }

    private static Greeting greeting(Welcome welcome) {
        return new Greeting(welcome.name(), welcome.isNew().orElse(false));
    }

    private ServerMessage receive() throws IOException {
        return channel.receive().orElseThrow(() -> new EOFException("the server closed the connection"));
    }

    @Override
    public void close() {
        connection.close();
    }
}
