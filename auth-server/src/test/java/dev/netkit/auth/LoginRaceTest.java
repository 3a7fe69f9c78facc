package dev.netkit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.auth.account.Username;
import dev.netkit.auth.store.Stores;
import dev.netkit.common.message.RefusedByPeerException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Logins on PostgreSQL at the instant at which the account is taken away from whoever logs in. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "the PostgreSQL of the tests is made for it")
class LoginRaceTest {
    private static final String PASSWORD = "correct horse battery";
    private static final int ROUNDS = 15;
    private static final int LOGINS = 4;

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path keys;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    /** What takes the account away. */
    private interface Taking {
        void of(AuthFixture auth, Username name) throws IOException;
    }

    @Test
    void noSessionOutlivesADisabledAccount() throws Exception {
        assertNoSessionOutlives((auth, name) -> auth.store.disable(name, true));
    }

    @Test
    void noSessionOutlivesAnOldPassword() throws Exception {
        assertNoSessionOutlives((auth, name) -> auth.store.changeVerifier(
                auth.store.account(name.key()).orElseThrow().id(), AuthFixture.verifier("another horse")));
    }

    @Test
    void noSessionOutlivesItsAccount() throws Exception {
        assertNoSessionOutlives((auth, name) -> auth.store.remove(name));
    }

    private void assertNoSessionOutlives(Taking taking) throws Exception {
        try (AuthFixture auth = new AuthFixture(
                Stores.postgresql(postgres.getJdbcUrl("postgres", "postgres"), Optional.empty()), keys)) {
            for (int round = 0; round < ROUNDS; round++) {
                Username name = Username.parse("user" + round);
                auth.store.remove(name);
                auth.store.add(name, AuthFixture.verifier(PASSWORD), false, 0);
                race(auth, name, taking);
                assertThat(sessions()).as("sessions after round %d", round).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void race(AuthFixture auth, Username name, Taking taking) throws Exception {
        CyclicBarrier start = new CyclicBarrier(LOGINS + 1);
        var logins = IntStream.range(0, LOGINS)
                .mapToObj(i -> threads.submit(() -> login(auth, name, start)))
                .toList();
        await(start);
        taking.of(auth, name);
        for (Future<?> login : logins) {
            login.get(20, TimeUnit.SECONDS);
        }
    }

    /** Has the challenge before the start, and gives the proof after it. */
    private static Void login(AuthFixture auth, Username name, CyclicBarrier start) throws IOException {
        try (AuthClient client = auth.client()) {
            client.login(name.text(), PASSWORD.toCharArray(), (step, message) -> {
                if (step == LoginListener.Step.CLIENT_FINAL) {
                    await(start);
                }
            });
        } catch (RefusedByPeerException e) {
            assertThat(e.code()).isEqualTo("denied");
        }
        return null;
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private static int sessions() throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM session")) {
            row.next();
            return row.getInt(1);
        }
    }
}
