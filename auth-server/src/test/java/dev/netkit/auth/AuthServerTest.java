package dev.netkit.auth;

import static dev.netkit.auth.AuthFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.netkit.auth.account.Username;
import dev.netkit.auth.account.Verifier;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.net.RudePeers;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a login goes, and what is of no use to somebody else. */
@Timeout(60)
class AuthServerTest extends AnnsAuthServer {
    @Test
    void whoKnowsThePasswordHasASession() throws IOException {
        AuthClient.Session session = auth.login("ann", PASSWORD);
        assertThat(session.username()).isEqualTo("ann");
        assertThat(session.expires()).isEqualTo(auth.clock.instant().plus(AuthFixture.IDLE));
        assertThat(session.change()).isFalse();
        assertThat(auth.whoami(session.token())).isEqualTo("ann");
        assertThat(auth.login("ANN", PASSWORD).username()).isEqualTo("ann");
    }

    @Test
    void unknownNameAndWrongPasswordGetTheSameAnswer() throws IOException {
        RefusedByPeerException unknown =
                catchThrowableOfType(RefusedByPeerException.class, () -> auth.login("nobody", PASSWORD));
        RefusedByPeerException wrong =
                catchThrowableOfType(RefusedByPeerException.class, () -> auth.login("ann", "wrong horse"));
        assertThat(unknown.code()).isEqualTo("denied").isEqualTo(wrong.code());
        assertThat(unknown).hasMessage(wrong.getMessage());
    }

    @Test
    void saltOfAnUnknownNameStaysTheSame() {
        String first = challenge("nobody");
        assertThat(challenge("nobody")).isEqualTo(first);
        assertThat(challenge("somebody")).isNotEqualTo(first);
        assertThat(first).endsWith(",i=" + Verifier.DEFAULT_ITERATIONS);
        assertThat(challenge("ann").length()
                        - String.valueOf(AuthFixture.ITERATIONS).length())
                .isEqualTo(first.length()
                        - String.valueOf(Verifier.DEFAULT_ITERATIONS).length());
    }

    /** What the server says to a first message, without its nonce. */
    private String challenge(String name) {
        try (HandmadeClient client = new HandmadeClient(auth)) {
            String message = client.asks("{\"type\":\"scram\",\"message\":\"n,,n=" + name + ",r=abc\"}");
            return message.substring(message.indexOf(",s="), message.lastIndexOf('"'));
        }
    }

    @Test
    void challengeIsGoodForOneAnswer() {
        try (HandmadeClient client = new HandmadeClient(auth)) {
            client.asks("{\"type\":\"scram\",\"message\":\"n,,n=ann,r=abc\"}");
            assertThat(client.asks("{\"type\":\"whoami\",\"token\":\"x\"}")).contains("denied");
            assertThat(client.asks("{\"type\":\"scram\",\"message\":\"c=biws,r=abc,p=AAAA\"}"))
                    .contains("\"bad-scram\"");
        }
    }

    @Test
    void wrongPasswordWaitsAndTheRightOneDoesNot() throws IOException {
        assertRefused("denied", () -> auth.login("ann", "wrong horse"));
        assertRefused("denied", () -> auth.login("ann", "wrong horse"));
        auth.login("ann", PASSWORD);
        assertRefused("denied", () -> auth.login("ann", "wrong horse"));
        assertThat(auth.waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 1L);
    }

    @Test
    void unknownNameWaitsLikeAWrongPassword() {
        assertRefused("denied", () -> auth.login("nobody", PASSWORD));
        assertRefused("denied", () -> auth.login("nobody", PASSWORD));
        assertThat(auth.waits).extracting(Duration::toSeconds).containsExactly(1L, 2L);
    }

    @Test
    void proofThatWasOverheardIsGoodForNothing() throws IOException {
        StringBuilder proof = new StringBuilder();
        try (AuthClient client = auth.client()) {
            client.login("ann", PASSWORD.toCharArray(), (step, message) -> {
                if (step == LoginListener.Step.CLIENT_FINAL) {
                    proof.append(message);
                }
            });
        }
        try (HandmadeClient thief = new HandmadeClient(auth)) {
            // A nonce may have any printable character but the comma.
            String escaped = proof.toString().replace("\\", "\\\\").replace("\"", "\\\"");
            String replayed = "{\"type\":\"scram\",\"message\":\"" + escaped + "\"}";
            assertThat(thief.asks(replayed)).contains("\"bad-scram\"");
            thief.asks("{\"type\":\"scram\",\"message\":\"n,,n=ann,r=abc\"}");
            assertThat(thief.asks(replayed)).contains("\"denied\"");
        }
    }

    @Test
    void loginThatHasBegunEndsBeforeTheServerDoes() throws IOException {
        try (AuthClient client = auth.client();
                HandmadeClient quiet = new HandmadeClient(auth)) {
            AuthClient.Session session = client.login("ann", PASSWORD.toCharArray(), (step, message) -> {
                if (step == LoginListener.Step.CLIENT_FINAL) {
                    quiet.asks("{\"type\":\"whoami\",\"token\":\"x\"}"); // it was heard of later than the other
                    auth.server.stop();
                    assertThat(quiet.seesEnd()).isTrue();
                }
            });
            assertThat(session.username()).isEqualTo("ann");
        }
        auth.server.awaitEnd();
    }

    @Test
    void rudePeersHinderNobody() {
        RudePeers.allVisit(auth.server.address(), () -> {
            try {
                assertThat(auth.login("ann", PASSWORD).username()).isEqualTo("ann");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void challengeFromBeforeANewPasswordIsGoodForNothing() throws IOException {
        try (AuthClient slow = auth.client()) {
            assertRefused(
                    "denied",
                    () -> slow.login("ann", PASSWORD.toCharArray(), (step, message) -> {
                        if (step == LoginListener.Step.CLIENT_FINAL) {
                            auth.store.changeVerifier(
                                    auth.store.account("ann").orElseThrow().id(),
                                    AuthFixture.verifier("another horse"));
                        }
                    }));
        }
        assertThat(auth.login("ann", "another horse").username()).isEqualTo("ann");
    }

    @Test
    void whoeverComesAfterARemovedUserIsSomebodyElse() throws IOException {
        try (AuthClient slow = auth.client()) {
            assertRefused(
                    "denied",
                    () -> slow.login("ann", PASSWORD.toCharArray(), (step, message) -> {
                        if (step == LoginListener.Step.CLIENT_FINAL) {
                            auth.store.remove(Username.parse("ann"));
                            auth.register("eve", PASSWORD);
                        }
                    }));
        }
    }
}
