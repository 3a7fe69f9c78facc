package dev.netkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.auth.account.Username;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.StoreException;
import dev.netkit.auth.store.Stores;
import dev.netkit.common.message.RefusedByPeerException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one real PostgreSQL. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "the PostgreSQL of the tests is made for it")
class SharedStoreTest {
    private static final String PASSWORD = "correct horse battery";

    private static EmbeddedPostgres postgres;

    @TempDir
    private static Path data;

    @TempDir
    private Path keys;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("postgres"))
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    private static String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    private AuthFixture server() throws IOException {
        return new AuthFixture(Stores.postgresql(url(), Optional.empty()), keys);
    }

    @Test
    void serversShareAccountsSessionsAndDelays() throws IOException {
        try (AuthFixture one = server();
                AuthFixture two = server()) {
            one.register("ann", PASSWORD);
            AuthClient.Session session = two.login("ann", PASSWORD);
            try (AuthClient client = one.client()) {
                assertThat(client.whoami(session.token()).username()).isEqualTo("ann");
                client.logout(session.token(), false);
            }
            try (AuthClient client = two.client()) {
                assertThatExceptionOfType(RefusedByPeerException.class)
                        .isThrownBy(() -> client.whoami(session.token()));
            }
            assertThatExceptionOfType(RefusedByPeerException.class).isThrownBy(() -> one.login("ann", "wrong horse"));
            assertThatExceptionOfType(RefusedByPeerException.class).isThrownBy(() -> two.login("ann", "wrong horse"));
            assertThat(two.waits).as("the second in a row").containsExactly(Duration.ofSeconds(2));
        }
    }

    @Test
    void accountsLastLongerThanServers() throws IOException {
        try (AuthFixture first = server()) {
            first.register("o'brien", PASSWORD);
            assertThatExceptionOfType(RefusedByPeerException.class)
                    .isThrownBy(() -> first.register("O'Brien", PASSWORD))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo("name-taken"));
        }
        try (AuthFixture second = server()) {
            assertThat(second.login("o'brien", PASSWORD).username()).isEqualTo("o'brien");
            assertThat(second.store.remove(Username.parse("o'brien"))).isTrue();
        }
    }

    @Test
    void storeHasNeitherPasswordNorTokenNorTheSessionsNumber() throws Exception {
        try (AuthFixture server = server()) {
            server.register("name-to-find", PASSWORD);
            String token = server.login("name-to-find", PASSWORD).token();
            String sid = StoreDump.sid(server, token);
            checkpoint();
            new StoreDump(data).assertHas("name-to-find", List.of(PASSWORD, token, sid));
            try (AuthClient client = server.client()) {
                assertThat(client.whoami(token).username()).isEqualTo("name-to-find");
            }
        }
    }

    /** Has everything written to the files. */
    private static void checkpoint() throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    @Test
    void databaseThatIsNotThereIsSaidToBeSo() {
        String nowhere = url().replaceAll(":\\d+/", ":1/");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Stores.postgresql(nowhere, Optional.empty()))
                .withMessageContaining("cannot use jdbc:postgresql:");
    }

    @Test
    void storeOfANewerVersionIsRefused() throws Exception {
        try (AccountStore store = Stores.postgresql(url(), Optional.empty())) {
            assertThat(store.accounts()).isNotNull();
        }
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                            + " installed_by, execution_time, success) VALUES (99, '99', 'x', 'SQL', 'V99__x.sql', 'x', 1, true)");
            try {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> Stores.postgresql(url(), Optional.empty()))
                        .withMessageContaining("newer netkit");
            } finally {
                statement.execute("DELETE FROM flyway_schema_history WHERE installed_rank = 99");
            }
        }
    }
}
