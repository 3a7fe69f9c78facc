package dev.netkit.auth;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import dev.netkit.auth.account.Verifier;
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
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A client whose PBKDF2 was done before, so that a login costs it as little as it costs the server. For one thread. */
final class PreparedLogin implements Closeable {
    private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_256;
    private static final byte[] SALT = new byte[Verifier.SALT_BYTES];
    private static final byte[] SALTED = ScramFunctions.saltedPassword(
            MECHANISM,
            StringPreparation.NO_PREPARATION,
            "correct horse".toCharArray(),
            SALT,
            Verifier.FEWEST_ITERATIONS);
    private static final byte[] CLIENT_KEY = ScramFunctions.clientKey(MECHANISM, SALTED);
    private static final byte[] STORED_KEY = ScramFunctions.storedKey(MECHANISM, CLIENT_KEY);

    /** What every account of the benchmark has. */
    static final Verifier VERIFIER =
            new Verifier(SALT, Verifier.FEWEST_ITERATIONS, STORED_KEY, ScramFunctions.serverKey(MECHANISM, SALTED));

    private static final MessageFormat<AuthReply, AuthRequest> FORMAT = new MessageFormat<>(
            MessageCodec.of(AuthReply.class),
            MessageCodec.of(AuthRequest.class),
            Optional.of(FrameEncoding.BINARY),
            AuthConfig.MESSAGE_LIMIT,
            Optional.empty());

    private final Connection connection;
    private final MessageChannel<AuthReply, AuthRequest> channel;

    PreparedLogin(Endpoint server) throws IOException {
        connection = TcpConnector.connect(server, Duration.ofSeconds(30), ServiceListener.NONE);
        channel = new MessageChannel<>(connection, FORMAT);
    }

    static String account(int number) {
        return "user-" + number;
    }

    /** Logs in and returns the token. */
    String login(String name) throws IOException {
        String bare =
                "n=" + name + ",r=" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
        String first = ((AuthReply.Scram) ask(new AuthRequest.Scram("n,," + bare))).message();
        String withoutProof = "c=biws," + first.substring(0, first.indexOf(','));
        byte[] signature =
                ScramFunctions.clientSignature(MECHANISM, STORED_KEY, bare + "," + first + "," + withoutProof);
        byte[] proof = ScramFunctions.clientProof(CLIENT_KEY, signature);
        String last = withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
        return ((AuthReply.Session) ask(new AuthRequest.Scram(last))).token();
    }

    void whoami(String token) throws IOException {
        ask(new AuthRequest.Whoami(token));
    }

    /** The first half of a login. */
    void challenge(String name) throws IOException {
        ask(new AuthRequest.Scram("n,,n=" + name + ",r=abc"));
    }

    /** Asks something else, so that the next message begins a login again. */
    void forgetChallenge() throws IOException {
        denied(new AuthRequest.Whoami("none"));
    }

    /** Tries a wrong password; blocks until that is denied. */
    void fail(String name) throws IOException {
        challenge(name);
        denied(new AuthRequest.Scram("c=biws,r=abc,p=AAAA"));
    }

    private void denied(AuthRequest request) throws IOException {
        try {
            ask(request);
        } catch (RefusedByPeerException e) {
            return;
        }
        throw new IOException("what is to be denied was not");
    }

    private AuthReply ask(AuthRequest request) throws IOException {
        channel.send(request);
        return channel.receive().orElseThrow(() -> new IOException("the server closed"));
    }

    @Override
    public void close() {
        connection.close();
    }
}
