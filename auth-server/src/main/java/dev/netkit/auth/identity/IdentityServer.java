package dev.netkit.auth.identity;

import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.MessageFormat;
import dev.netkit.common.net.AddressAllowance;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServer;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Greets a known address by its name, and asks an unknown one. */
public final class IdentityServer {
    private final IdentityService service;
    private final MessageFormat<ClientMessage, ServerMessage> format;

    private IdentityServer(IdentityConfig config, IdentityService service) {
        this.service = service;
        this.format = new MessageFormat<>(
                MessageCodec.of(ClientMessage.class),
                MessageCodec.of(ServerMessage.class),
                Optional.of(config.encoding()),
                IdentityConfig.MESSAGE_LIMIT,
                MessageSeal.of(config.keys()));
    }

    /** Opens the port; {@link Server#serve()} then blocks. */
    public static Server open(
            IdentityConfig config, AddressBook book, ServiceListener events, IdentityListener listener)
            throws IOException {
        AddressAllowance newcomers = AddressAllowance.ofNewcomers(Clock.systemUTC());
        return open(config, new IdentityService(book, newcomers, listener), events);
    }

    static Server open(IdentityConfig config, IdentityService service, ServiceListener events) throws IOException {
        return TcpServer.open(config.tcp(), new IdentityServer(config, service)::handle, events);
    }

    private void handle(Connection connection) throws IOException {
        new IdentityConversation(connection, new MessageChannel<>(connection, format), service).run();
    }
}
