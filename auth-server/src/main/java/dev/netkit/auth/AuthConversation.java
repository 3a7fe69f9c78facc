package dev.netkit.auth;

import dev.netkit.auth.AuthEvent.Denial;
import dev.netkit.auth.AuthEvent.Kind;
import dev.netkit.auth.account.Account;
import dev.netkit.auth.account.Username;
import dev.netkit.auth.account.Verifier;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.net.Connection;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The server's side of one connection: any number of requests, each answered; a wrong one does not end it. */
final class AuthConversation {
    private static final int NONCE_BYTES = 18;
    private static final Duration LONGEST_CHALLENGE = Duration.ofSeconds(60);

    private final Connection connection;
    private final MessageChannel<AuthRequest, AuthReply> channel;
    private final AuthService service;
    private final AuthListener listener;
    private Optional<Login> login = Optional.empty();

    /** A login that waits for its last message. */
    private record Login(String key, Optional<Account> account, ScramExchange exchange, long challenged, long took) {
        boolean isTooLate() {
            return System.nanoTime() - challenged > LONGEST_CHALLENGE.toNanos();
        }

        boolean isOpen() {
            return account.isPresent() && !account.get().disabled();
        }
    }

    AuthConversation(
            Connection connection,
            MessageChannel<AuthRequest, AuthReply> channel,
            AuthService service,
            AuthListener listener) {
        this.connection = connection;
        this.channel = channel;
        this.service = service;
        this.listener = listener;
    }

    /** Blocks until the client has left. */
    void run() throws IOException {
        while (true) {
            try {
                Optional<AuthRequest> request = channel.receive();
                if (request.isEmpty()) {
                    return;
                }
                answer(request.get());
            } catch (ProtocolException e) {
                endLogin();
                if (!channel.refuse(e)) {
                    throw e;
                }
            }
        }
    }

    private void answer(AuthRequest request) throws IOException {
        try {
            channel.send(replyTo(request));
        } catch (DeniedException e) {
            channel.refuse(e.code(), e.getMessage());
        }
    }

    private AuthReply replyTo(AuthRequest request) throws DeniedException, IOException {
        if (request instanceof AuthRequest.Scram scram) {
            return login.isEmpty() ? begin(scram) : finish(scram);
        }
        endLogin(); // its two messages follow one another
        if (request instanceof AuthRequest.Register register) {
            return register(register);
        }
        if (request instanceof AuthRequest.Whoami whoami) {
            Sessions.Open session = service.sessions().use(whoami.token());
            return new AuthReply.User(session.account().name(), session.expires());
        }
        if (request instanceof AuthRequest.Renew renew) {
            return service.sessions().renew(service.sessions().use(renew.token()));
        }
        if (request instanceof AuthRequest.Logout logout) {
            return logout(logout);
        }
        return changePassword((AuthRequest.Passwd) request);
    }

    private AuthReply register(AuthRequest.Register request) throws DeniedException, IOException {
        Username name = service.accounts().register(request, connection.peer().getAddress());
        told(Kind.REGISTERED, name.text());
        return new AuthReply.Registered(name.text());
    }

    private AuthReply begin(AuthRequest.Scram request) throws DeniedException, IOException {
        long start = System.nanoTime();
        ScramMessages.ClientFirst first = ScramMessages.first(request.message());
        String key = Accounts.key(first.username());
        Optional<Account> account = service.accounts().find(key);
        Verifier unknown = service.accounts().ofUnknown(key); // made for known ones too, so that it takes as long
        Verifier verifier = account.map(Account::verifier).orElse(unknown);
        ScramExchange exchange = new ScramExchange(first, verifier, nonce());
        long now = System.nanoTime();
        login = Optional.of(new Login(key, account, exchange, now, now - start));
        connection.taskBegan(); // the proof may take a client longer than a server that stops waits for quiet ones
        return new AuthReply.Scram(exchange.serverFirst());
    }

    private void endLogin() {
        if (login.isPresent()) {
            login = Optional.empty();
            connection.taskEnded();
        }
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        service.random().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private AuthReply finish(AuthRequest.Scram request) throws DeniedException, IOException {
        long start = System.nanoTime();
        service.purge().nowAndThen();
        Login current = login.orElseThrow();
        endLogin(); // one challenge, one answer
        String serverFinal;
        try {
            serverFinal = current.exchange().serverFinal(ScramMessages.last(request.message()));
            if (!current.isOpen() || current.isTooLate()) {
                throw DeniedException.login();
            }
        } catch (DeniedException e) {
            toldOfDenial(current);
            Duration delay = service.delays().failed(service.accounts().failureKey(current.key()));
            service.waiting().await(connection, delay);
            throw e;
        }
        Account account = current.account().get();
        AuthReply.Session session = service.sessions().begin(account, Optional.of(serverFinal));
        service.delays().succeeded(service.accounts().failureKey(current.key()));
        Duration took = Duration.ofNanos(current.took() + System.nanoTime() - start);
        listener.on(AuthEvent.loggedIn(connection.peer(), account.name(), took));
        return session;
    }

    private void toldOfDenial(Login denied) {
        String name = denied.account().map(Account::name).orElse("an unknown name");
        listener.on(AuthEvent.denied(connection.peer(), name, denial(denied)));
    }

    private static Denial denial(Login denied) {
        if (denied.account().isEmpty()) {
            return Denial.UNKNOWN_NAME;
        }
        if (denied.account().get().disabled()) {
            return Denial.DISABLED;
        }
        return denied.isTooLate() ? Denial.TOO_LATE : Denial.WRONG_PASSWORD;
    }

    private AuthReply logout(AuthRequest.Logout request) throws DeniedException, IOException {
        Sessions.Open session = service.sessions().use(request.token());
        service.sessions().end(session, request.all().orElse(false));
        told(Kind.LOGGED_OUT, session.account().name());
        return new AuthReply.Bye();
    }

    private AuthReply changePassword(AuthRequest.Passwd request) throws DeniedException, IOException {
        Sessions.Open session = service.sessions().use(request.token());
        service.accounts().changePassword(session.account(), request.verifier());
        told(Kind.PASSWORD_CHANGED, session.account().name());
        return new AuthReply.Registered(session.account().name());
    }

    private void told(Kind kind, String username) {
        listener.on(AuthEvent.of(connection.peer(), kind, username));
    }
}
