package dev.netkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.auth.account.Account;
import dev.netkit.auth.account.Username;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.Stores;
import dev.netkit.common.crypto.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers with different limits on one store, minute by minute. */
class SessionsTest {
    private static final long START = 1_800_000_000;

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock(START);
    private AccountStore store;
    private Account ann;
    private Sessions patient;
    private Sessions hasty;

    @BeforeEach
    void open() throws IOException {
        store = Stores.sqlite(folder.resolve("accounts.db"));
        store.add(Username.parse("ann"), AuthFixture.verifier("correct horse"), false, 0);
        ann = store.account("ann").orElseThrow();
        SessionKeys keys = SessionKeys.open(folder.resolve("keys"), clock);
        patient = new Sessions(store, keys, Duration.ofMinutes(30), Duration.ofHours(8), clock);
        hasty = new Sessions(store, keys, Duration.ofMinutes(10), Duration.ofHours(1), clock);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private String begin(Sessions server) throws Exception {
        return server.begin(ann, Optional.empty()).token();
    }

    private void at(int minute) {
        clock.set(START + minute * 60L);
    }

    private int remembered() throws Exception {
        return Rows.in(folder.resolve("accounts.db"), "session");
    }

    private static void assertDenied(Sessions server, String token) {
        assertThatExceptionOfType(DeniedException.class).isThrownBy(() -> server.use(token));
    }

    @Test
    void hastyServerNeitherTakesNorEndsWhatAnotherOneWouldTake() throws Exception {
        String token = begin(patient);
        at(11);
        hasty.purge();
        assertDenied(hasty, token);
        assertThat(patient.use(token).account().name()).isEqualTo("ann");
    }

    @Test
    void hastyServerLeavesWhatIsTooOldForIt() throws Exception {
        String token = begin(patient);
        for (int minute = 20; minute <= 80; minute += 20) {
            at(minute);
            patient.use(token);
        }
        hasty.purge();
        assertDenied(hasty, token);
        assertThat(patient.use(token).expires()).isEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
    }

    @Test
    void patientServerDoesNotProlongWhatHasEnded() throws Exception {
        String token = begin(hasty);
        at(11);
        assertDenied(patient, token);
        assertThat(remembered()).as("nobody would take it again").isZero();
    }

    @Test
    void useOnAHastyServerDoesNotShortenASession() throws Exception {
        String token = begin(patient);
        at(5);
        assertThat(hasty.use(token).expires()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        at(29);
        hasty.purge();
        assertThat(patient.use(token).account().name()).isEqualTo("ann");
    }

    @Test
    void useOnAPatientServerProlongsASession() throws Exception {
        String token = begin(hasty);
        at(5);
        patient.use(token);
        at(35);
        hasty.purge();
        assertThat(patient.use(token).account().name()).isEqualTo("ann");
    }

    @Test
    void whatIsOverForEverybodyIsForgotten() throws Exception {
        begin(patient);
        begin(hasty);
        at(10);
        patient.purge();
        assertThat(remembered()).isEqualTo(2);
        at(11);
        patient.purge();
        assertThat(remembered()).isOne();
        at(31);
        hasty.purge();
        assertThat(remembered()).isZero();
    }

    @Test
    void storeOfTheVersionBeforeIsBroughtUpToDate() throws Exception {
        Path old = folder.resolve("old.db");
        Flyway.configure(getClass().getClassLoader())
                .dataSource("jdbc:sqlite:" + old, "", "")
                .locations("classpath:dev/netkit/auth/store/sqlite")
                .target("1")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO account VALUES (1, 'ann', 'ann', x'00', 4096, x'00', x'00', 0, 0, 0)");
            statement.execute("INSERT INTO session VALUES ('sid', 1, 0, 0)");
        }
        try (AccountStore store = Stores.sqlite(old)) {
            assertThat(store.accounts()).extracting(Account::name).containsExactly("ann");
        }
        assertThat(Rows.in(old, "session")).as("its number was not a digest").isZero();
    }
}
