package dev.netkit.auth;

import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.StoreException;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.MessageFormat;
import dev.netkit.common.net.AddressAllowance;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Registers people, lets them log in, and knows whose session a token is. */
public final class AuthServer {
    private final AuthService service;
    private final ServiceListener events;
    private final AuthListener listener;
    private final MessageFormat<AuthRequest, AuthReply> format;

    private AuthServer(AuthConfig config, AuthService service, ServiceListener events, AuthListener listener) {
        this.service = service;
        this.events = events;
        this.listener = listener;
        this.format = new MessageFormat<AuthRequest, AuthReply>(
                        MessageCodec.of(AuthRequest.class),
                        MessageCodec.of(AuthReply.class),
                        Optional.empty(),
                        AuthConfig.MESSAGE_LIMIT,
                        MessageSeal.of(config.keys()))
                .hiding(AuthConfig.SECRETS);
    }

    /** Opens the port; {@link Server#serve()} then blocks. The store stays the caller's to close. */
    public static Server open(
            AuthConfig config,
            AccountStore store,
            SessionKeys keys,
            Clock clock,
            ServiceListener events,
            AuthListener listener)
            throws IOException {
        return open(config, store, keys, clock, Waiting::unlessGone, events, listener);
    }

    /** As the public one; {@code waiting} is how wrong passwords wait. */
    static Server open(
            AuthConfig config,
            AccountStore store,
            SessionKeys keys,
            Clock clock,
            Waiting waiting,
            ServiceListener events,
            AuthListener listener)
            throws IOException {
        Sessions sessions = new Sessions(store, keys, config.idle(), config.absolute(), clock);
        LoginDelays delays = new LoginDelays(store, clock);
        Purge purge = new Purge(sessions, delays, clock);
        purge.now();
        Optional<AddressAllowance> registration =
                config.registration() ? Optional.of(AddressAllowance.ofNewcomers(clock)) : Optional.empty();
        AuthService service = new AuthService(
                new Accounts(store, keys.unknownUsers(), registration, clock),
                sessions,
                delays,
                waiting,
                new SecureRandom(),
                purge);
        return TcpServer.open(config.tcp(), new AuthServer(config, service, events, listener)::handle, events);
    }

    private void handle(Connection connection) throws IOException {
        MessageChannel<AuthRequest, AuthReply> channel = new MessageChannel<>(connection, format);
        try {
            new AuthConversation(connection, channel, service, listener).run();
        } catch (StoreException e) {
            events.on(ServiceEvent.Problem.of("the store failed", e));
            channel.refuse("unavailable", "accounts cannot be reached just now");
        }
    }
}
