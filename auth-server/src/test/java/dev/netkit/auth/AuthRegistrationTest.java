package dev.netkit.auth;

import static dev.netkit.auth.AuthFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.auth.account.Verifier;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets an account. */
@Timeout(60)
class AuthRegistrationTest extends AnnsAuthServer {
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
}
