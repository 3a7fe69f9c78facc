package dev.netkit.auth;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.ServerFirstMessage;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import dev.netkit.auth.LoginListener.Step;
import dev.netkit.auth.account.Verifier;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.framing.FrameEncoding;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A client of an authentication server. What the server refuses is a {@link RefusedByPeerException}, after which the next
 * request can be made. Passwords must be prepared ({@link PasswordText}). For one thread.
 */
public final class AuthClient implements Closeable {
    /** A wrong password is answered after 15 s at most. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

    private final Connection connection;
    private final MessageChannel<AuthReply, AuthRequest> channel;
    private final Duration timeout;

    private AuthClient(Connection connection, MessageFormat<AuthReply, AuthRequest> format, Duration timeout)
            throws IOException {
        this.connection = connection;
        this.channel = new MessageChannel<>(connection, format);
        this.timeout = timeout;
    }

    /**
     * A session that goes on.
     *
     * @param token proves it; whoever has it is the user
     * @param expires when it ends unless it is used
     * @param change whether the password should be changed
     */
    public record Session(String token, String username, Instant expires, boolean change) {}

    /** Whose session it is. */
    public record User(String username, Instant expires) {}

    /** Connects; {@code keys} seal, empty = nothing is sealed; {@code timeout} is for each answer, 0 = for ever. */
    public static AuthClient connect(Endpoint server, Duration timeout, List<FernetKey> keys, ServiceListener events)
            throws IOException {
        MessageFormat<AuthReply, AuthRequest> format = new MessageFormat<AuthReply, AuthRequest>(
                        MessageCodec.of(AuthReply.class),
                        MessageCodec.of(AuthRequest.class),
                        Optional.of(FrameEncoding.BINARY),
                        AuthConfig.MESSAGE_LIMIT,
                        MessageSeal.of(keys))
                .hiding(AuthConfig.SECRETS);
        return new AuthClient(TcpConnector.connect(server, timeout, events), format, timeout);
    }

    /** Makes an account; returns its name as the server has it. */
    public String register(String username, Verifier verifier) throws IOException {
        return ask(
                        new AuthRequest.Register(
                                username,
                                verifier.salt(),
                                verifier.iterations(),
                                verifier.storedKey(),
                                verifier.serverKey()),
                        AuthReply.Registered.class)
                .username();
    }

    /**
     * Logs in, and sees to it that the server knows the account, too.
     *
     * @throws RefusedByPeerException with the code {@code denied} if the name or the password is wrong
     * @throws ProtocolException if the server does not keep to SCRAM, or cannot prove itself
     */
    public Session login(String username, char[] prepared) throws IOException {
        return login(username, prepared, LoginListener.NONE);
    }

    /** As {@link #login(String, char[])}, with somebody who is told each message. */
    public Session login(String username, char[] prepared, LoginListener listener) throws IOException {
        try {
            ScramClient scram = ScramClient.builder()
                    .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                    .username(username)
                    .password(prepared)
                    .stringPreparation(StringPreparation.NO_PREPARATION)
                    .build();
            String first = scram.clientFirstMessage().toString();
            listener.on(Step.CLIENT_FIRST, first);
            String challenge =
                    ask(new AuthRequest.Scram(first), AuthReply.Scram.class).message();
            listener.on(Step.SERVER_FIRST, challenge);
            check(scram.serverFirstMessage(challenge));
            String last = scram.clientFinalMessage().toString();
            listener.on(Step.CLIENT_FINAL, last);
            AuthReply.Session session = ask(
                    new AuthRequest.Scram(last),
                    AuthReply.Session.class,
                    timeout.isZero() ? timeout : timeout.plus(LONGEST_DELAY));
            String proof = session.message().orElse("");
            listener.on(Step.SERVER_FINAL, proof);
            scram.serverFinalMessage(proof);
            return session(session);
        } catch (ScramException | IllegalArgumentException e) {
            throw new ProtocolException("SCRAM: " + e.getMessage());
        }
    }

    private static void check(ServerFirstMessage challenge) throws ProtocolException {
        int iterations = challenge.getIterationCount();
        if (!Verifier.areFair(iterations)) {
            throw new ProtocolException("the server asks for " + iterations + " iterations, which is not "
                    + Verifier.FEWEST_ITERATIONS + " to " + Verifier.MOST_ITERATIONS);
        }
    }

    /** Whose session a token is. */
    public User whoami(String token) throws IOException {
        AuthReply.User user = ask(new AuthRequest.Whoami(token), AuthReply.User.class);
        return new User(user.username(), user.expires());
    }

    /** Another token for the same session. */
    public Session renew(String token) throws IOException {
        return session(ask(new AuthRequest.Renew(token), AuthReply.Session.class));
    }

    /** Ends the session, or all of its user. */
    public void logout(String token, boolean all) throws IOException {
        ask(new AuthRequest.Logout(token, all ? Optional.of(true) : Optional.empty()), AuthReply.Bye.class);
    }

    /** Gives the session's user another password; every session ends. */
    public void changePassword(String token, Verifier verifier) throws IOException {
        ask(
                new AuthRequest.Passwd(
                        token, verifier.salt(), verifier.iterations(), verifier.storedKey(), verifier.serverKey()),
                AuthReply.Registered.class);
    }

    private static Session session(AuthReply.Session reply) {
        return new Session(
                reply.token(), reply.username(), reply.expires(), reply.change().orElse(false));
    }

    private <T extends AuthReply> T ask(AuthRequest request, Class<T> answer) throws IOException {
        return ask(request, answer, timeout);
    }

    private <T extends AuthReply> T ask(AuthRequest request, Class<T> answer, Duration limit) throws IOException {
        channel.send(request);
        connection.readDeadline(limit);
        AuthReply reply = channel.receive().orElseThrow(() -> new EOFException("the server closed the connection"));
        if (!answer.isInstance(reply)) {
            throw new ProtocolException("the server answers with something else");
        }
        return answer.cast(reply);
    }

    @Override
    public void close() {
        connection.close();
    }
}
