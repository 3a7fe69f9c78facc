package dev.netkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.net.ServiceListener;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does not put up with: servers that change what SCRAM has them say. */
@Timeout(20)
class AuthClientTest {
    private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";
    private static final String WRONG_SIGNATURE = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private static UnaryOperator<String> challenge(String nonceSuffix, String iterations) {
        return request -> scram("r=" + nonce(request) + nonceSuffix + ",s=" + SALT + ",i=" + iterations);
    }

    private static String scram(String message) {
        return "{\"type\":\"scram\",\"message\":\""
                + message.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    /** The client's part, out of the JSON of its first message. */
    private static String nonce(String request) {
        String text = request.replace("\\\"", "\"").replace("\\\\", "\\");
        return text.substring(text.indexOf(",r=") + 3, text.lastIndexOf('"'));
    }

    private static UnaryOperator<String> session(String message) {
        return request -> "{\"type\":\"session\",\"token\":\"t\",\"username\":\"ann\","
                + "\"expires\":\"2027-01-15T08:00:00.000Z\"" + message + "}";
    }

    private static AuthClient.Session login(HandmadeServer server) throws IOException {
        try (AuthClient client =
                AuthClient.connect(server.endpoint(), Duration.ofSeconds(10), List.of(), ServiceListener.NONE)) {
            return client.login("ann", "correct horse".toCharArray());
        }
    }

    /** The client ends the login with nothing said that the password could be guessed by. */
    private static void assertNoProofFor(UnaryOperator<String> challenge) throws Exception {
        try (HandmadeServer server = new HandmadeServer(List.of(challenge))) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> login(server));
            assertThat(server.requests()).hasSize(1).first().asString().contains("n,,n=ann,r=");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4095", "1", "0", "-4096", "", "x"})
    void fewerIterationsAreNoChallenge(String iterations) throws Exception {
        assertNoProofFor(challenge("server", iterations));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000001", "2147483647", "4294971392"})
    void moreIterationsAreNoChallenge(String iterations) throws Exception {
        assertNoProofFor(challenge("server", iterations));
    }

    @Test
    void nonceThatDoesNotBeginWithTheClientsIsNoChallenge() throws Exception {
        assertNoProofFor(request -> scram("r=x" + nonce(request) + "server,s=" + SALT + ",i=4096"));
    }

    @Test
    void nonceThatTheServerAddsNothingToIsNoChallenge() throws Exception {
        assertNoProofFor(challenge("", "4096"));
    }

    @ParameterizedTest
    @ValueSource(strings = {WRONG_SIGNATURE, "v=", "v=!", "e=other-error", "x", ""})
    void serverThatCannotProveToKnowTheAccountIsNotBelieved(String serverFinal) throws Exception {
        assertSessionIsNotTaken(",\"message\":\"" + serverFinal + "\"");
    }

    @Test
    void serverThatProvesNothingIsNotBelieved() throws Exception {
        assertSessionIsNotTaken("");
    }

    private static void assertSessionIsNotTaken(String message) throws Exception {
        try (HandmadeServer server = new HandmadeServer(List.of(challenge("server", "4096"), session(message)))) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> login(server));
            assertThat(server.requests()).hasSize(2);
        }
    }
}
