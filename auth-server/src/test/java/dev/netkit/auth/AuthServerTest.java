package dev.netkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.netkit.common.crypto.Fernet;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.RudePeers;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AuthServerTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private Path folder;

    private AuthFixture auth;

    @BeforeEach
    void start() throws IOException {
        auth = new AuthFixture(folder);
        auth.register("ann", PASSWORD);
    }

    @AfterEach
    void stop() throws IOException {
        auth.close();
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThat(catchThrowableOfType(RefusedByPeerException.class, call).code())
                .isEqualTo(code);
    }

    private String whoami(String token) throws IOException {
        try (AuthClient client = auth.client()) {
            return client.whoami(token).username();
        }
    }

    @Test
    void whoKnowsThePasswordHasASession() throws IOException {
        AuthClient.Session session = auth.login("ann", PASSWORD);
        assertThat(session.username()).isEqualTo("ann");
        assertThat(session.expires()).isEqualTo(auth.clock.instant().plus(AuthFixture.IDLE));
        assertThat(session.change()).isFalse();
        assertThat(whoami(session.token())).isEqualTo("ann");
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
    void sessionEndsToTheSecondWhenItIsNotUsed() throws IOException {
        String token = auth.login("ann", PASSWORD).token();
        auth.clock.set(AuthFixture.START + AuthFixture.IDLE.toSeconds());
        assertThat(whoami(token)).isEqualTo("ann"); // and that is a use
        auth.clock.set(AuthFixture.START + 2 * AuthFixture.IDLE.toSeconds());
        assertThat(whoami(token)).isEqualTo("ann");
        auth.clock.set(AuthFixture.START + 3 * AuthFixture.IDLE.toSeconds() + 1);
        assertRefused("denied", () -> whoami(token));
    }

    @Test
    void everySessionEndsInTheEnd() throws IOException {
        AuthClient.Session session = auth.login("ann", PASSWORD);
        long step = AuthFixture.IDLE.toSeconds();
        for (long now = step; now <= AuthFixture.ABSOLUTE.toSeconds(); now += step) {
            auth.clock.set(AuthFixture.START + now);
            session = renew(session);
        }
        String last = session.token();
        auth.clock.set(AuthFixture.START + AuthFixture.ABSOLUTE.toSeconds() + 1);
        assertRefused("denied", () -> whoami(last));
    }

    private AuthClient.Session renew(AuthClient.Session session) throws IOException {
        try (AuthClient client = auth.client()) {
            return client.renew(session.token());
        }
    }

    @Test
    void logoutEndsOneSessionOrAll() throws IOException {
        String one = auth.login("ann", PASSWORD).token();
        String two = auth.login("ann", PASSWORD).token();
        String three = auth.login("ann", PASSWORD).token();
        try (AuthClient client = auth.client()) {
            client.logout(one, false);
            assertThat(whoami(two)).isEqualTo("ann");
            assertRefused("denied", () -> client.whoami(one));
            client.logout(two, true);
            assertRefused("denied", () -> client.whoami(three));
        }
    }

    @Test
    void newPasswordEndsEverySession() throws IOException {
        String elsewhere = auth.login("ann", PASSWORD).token();
        try (AuthClient client = auth.client()) {
            String token = client.login("ann", PASSWORD.toCharArray()).token();
            client.changePassword(token, AuthFixture.verifier("another horse"));
            assertRefused("denied", () -> client.whoami(token));
            assertRefused("denied", () -> client.whoami(elsewhere));
        }
        assertThat(auth.login("ann", "another horse").username()).isEqualTo("ann");
        assertRefused("denied", () -> auth.login("ann", PASSWORD));
    }

    @Test
    void tokenThatIsNotOursIsRefused(@TempDir Path other) throws IOException {
        String token = auth.login("ann", PASSWORD).token();
        byte[] flipped = token.getBytes(StandardCharsets.US_ASCII);
        flipped[flipped.length / 2] ^= 1;
        String made = new String(
                new Fernet(FernetKey.generate(new SecureRandom()))
                        .encrypt("{\"type\":\"session\",\"sid\":\"x\",\"user\":\"ann\",\"iat\":0}"
                                .getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.US_ASCII);
        for (String bad : List.of(new String(flipped, StandardCharsets.US_ASCII), made, "", "x")) {
            assertRefused("denied", () -> whoami(bad));
        }
        try (AuthFixture elsewhere = new AuthFixture(other)) {
            elsewhere.register("ann", PASSWORD);
            String theirs = elsewhere.login("ann", PASSWORD).token();
            assertRefused("denied", () -> whoami(theirs));
        }
    }

    @Test
    void tokensOutliveOneRotationOfTheKeysAndNotTwo() throws IOException {
        String token = auth.login("ann", PASSWORD).token();
        auth.keys.rotate();
        auth.clock.set(AuthFixture.START + 2);
        assertThat(whoami(token)).isEqualTo("ann");
        String younger = auth.login("ann", PASSWORD).token();
        auth.keys.rotate();
        auth.clock.set(AuthFixture.START + 4);
        assertRefused("denied", () -> whoami(token));
        assertThat(whoami(younger)).isEqualTo("ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"o'brien", "x';DELETE/**/FROM/**/account;--", "a,b=c", "Оля"})
    void namesWithSignsOfOtherLanguagesAreNames(String name) throws IOException {
        auth.register(name, PASSWORD);
        assertThat(auth.login(name, PASSWORD).username()).isEqualTo(name);
    }

    @Test
    void badRegistrationsAreRefused() {
        Verifier good = AuthFixture.verifier(PASSWORD);
        assertRefused("name-taken", () -> auth.register("Ann", PASSWORD));
        assertRefused("bad-name", () -> auth.register("", PASSWORD));
        assertRefused("bad-name", () -> auth.register("x".repeat(10_000), PASSWORD));
        assertRefused(
                "weak-iterations", () -> register(new Verifier(good.salt(), 4095, good.storedKey(), good.serverKey())));
        assertRefused(
                "bad-verifier", () -> register(new Verifier(new byte[0], 4096, good.storedKey(), good.serverKey())));
        assertRefused("bad-verifier", () -> register(new Verifier(good.salt(), 4096, new byte[31], good.serverKey())));
    }

    @Test
    void classRegistersAtOnceAndThenOneASecond() throws IOException {
        int left = 30 - 1; // somebody is there already
        for (int i = 0; i < left; i++) {
            auth.register("user" + i, PASSWORD);
        }
        assertRefused("too-many", () -> auth.register("bob", PASSWORD));
        assertRefused("bad-name", () -> auth.register("", PASSWORD));
        assertThat(auth.store.account("bob")).isEmpty();
        assertThat(auth.login("ann", PASSWORD).username()).as("logins go on").isEqualTo("ann");
        auth.clock.set(AuthFixture.START + 1);
        auth.register("bob", PASSWORD);
        assertRefused("too-many", () -> auth.register("cyd", PASSWORD));
    }

    private void register(Verifier verifier) throws IOException {
        try (AuthClient client = auth.client()) {
            client.register("bob", verifier);
        }
    }

    @Test
    void ofTwoRegistrationsOfOneNameOneWins() throws Exception {
        int crowd = 8;
        CyclicBarrier start = new CyclicBarrier(crowd);
        Verifier verifier = AuthFixture.verifier(PASSWORD);
        Callable<Boolean> registration = () -> {
            try (AuthClient client = auth.client()) {
                start.await();
                client.register("bob", verifier);
                return true;
            } catch (RefusedByPeerException e) {
                return false;
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(crowd);
        try {
            List<Future<Boolean>> results = threads.invokeAll(
                    Stream.generate(() -> registration).limit(crowd).toList());
            int winners = 0;
            for (Future<Boolean> result : results) {
                winners += result.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void storeHasNeitherPasswordNorTokenNorTheSessionsNumber() throws IOException {
        String token = auth.login("ann", PASSWORD).token();
        String sid = StoreDump.sid(auth, token);
        new StoreDump(folder).assertHas("ann", List.of(PASSWORD, token, sid));
        assertThat(whoami(token)).isEqualTo("ann");
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

    @Test
    void serverWithoutRegistrationRefusesIt() throws IOException {
        AuthConfig config = new AuthConfig(
                TcpServerConfig.of("auth", ListenAddress.loopback(0)),
                List.of(),
                AuthFixture.IDLE,
                AuthFixture.ABSOLUTE,
                false);
        try (RunningServer closed = RunningServer.start(
                        AuthServer.open(config, auth.store, auth.keys, auth.clock, ServiceListener.NONE, event -> {}));
                AuthClient client = AuthClient.connect(
                        Endpoint.of(closed.address()), Duration.ofSeconds(10), List.of(), ServiceListener.NONE)) {
            assertRefused("not-allowed", () -> client.register("bob", AuthFixture.verifier(PASSWORD)));
        }
    }

    @Test
    void disabledAccountHasNoSessionsAndNoLogins() throws IOException {
        String token = auth.login("ann", PASSWORD).token();
        assertThat(auth.store.disable(Username.parse("ann"), true)).isTrue();
        assertRefused("denied", () -> whoami(token));
        assertRefused("denied", () -> auth.login("ann", PASSWORD));
        auth.store.disable(Username.parse("ann"), false);
        assertThat(auth.login("ann", PASSWORD).username()).isEqualTo("ann");
    }
}
