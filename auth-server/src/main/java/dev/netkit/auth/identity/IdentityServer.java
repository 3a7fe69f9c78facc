package dev.netkit.auth.identity;

import dev.netkit.auth.identity.ClientMessage.Name;
import dev.netkit.auth.identity.ServerMessage.Welcome;
import dev.netkit.auth.identity.ServerMessage.Who;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.MessageFormat;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.util.Optional;

/** Greets a known address by its name, and asks an unknown one. */
public final class IdentityServer {
    private static final String BAD_NAME = "bad-name";

    private final AddressBook book;
    private final IdentityListener listener;
    private final MessageFormat<ClientMessage, ServerMessage> format;

    private IdentityServer(IdentityConfig config, AddressBook book, IdentityListener listener) {
        this.book = book;
        this.listener = listener;
        this.format = new MessageFormat<>(
                MessageCodec.of(ClientMessage.class),
                MessageCodec.of(ServerMessage.class),
                Optional.of(config.encoding()),
                IdentityConfig.MESSAGE_LIMIT,
                config.keys().isEmpty() ? Optional.empty() : Optional.of(new MessageSeal(config.keys())));
    }

    /** Opens the port; {@link Server#serve()} then blocks. */
    public static Server open(
            IdentityConfig config, AddressBook book, ServiceListener events, IdentityListener listener)
            throws IOException {
        return TcpServer.open(config.tcp(), new IdentityServer(config, book, listener)::handle, events);
    }

    private void handle(Connection connection) throws IOException {
        MessageChannel<ClientMessage, ServerMessage> channel = new MessageChannel<>(connection, format);
        Optional<String> known = book.nameOf(connection.peer().getAddress());
        if (known.isPresent()) {
            channel.send(new Welcome(known.get(), Optional.empty()));
            listener.on(new IdentityEvent(connection.peer(), known.get(), false));
        } else {
            channel.send(new Who());
        }
        while (true) {
            Optional<ClientMessage> message;
            try {
                message = channel.receive();
            } catch (ProtocolException e) {
                if (channel.refuse(e)) {
                    continue;
                }
                throw e;
            }
            if (message.isEmpty()) {
                return;
            }
            learn(connection, channel, (Name) message.get());
        }
    }

    private void learn(Connection connection, MessageChannel<ClientMessage, ServerMessage> channel, Name message)
            throws IOException {
        InetAddress address = connection.peer().getAddress();
        try {
            if (book.nameOf(address).isPresent()) {
                channel.refuse("not-allowed", "this address has a name already");
                return;
            }
            PersonName name = PersonName.parse(message.name());
            book.remember(address, name);
            channel.send(new Welcome(name.text(), Optional.of(true)));
            listener.on(new IdentityEvent(connection.peer(), name.text(), true));
        } catch (IllegalArgumentException e) {
            channel.refuse(BAD_NAME, e.getMessage());
        }
    }
}
