package dev.netkit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.Stores;
import dev.netkit.common.crypto.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginDelaysTest {
    private static final long START = 1_800_000_000;
    private static final long MEMORY = 15 * 60;

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock(START);
    private AccountStore store;
    private LoginDelays delays;

    @BeforeEach
    void open() throws IOException {
        store = Stores.sqlite(folder.resolve("accounts.db"));
        delays = new LoginDelays(store, clock);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private long failed(String name) throws IOException {
        return delays.failed(name).toSeconds();
    }

    private int remembered() throws Exception {
        return Rows.in(folder.resolve("accounts.db"), "failure");
    }

    @Test
    void delaysGrowInSteps() throws IOException {
        List<Long> steps = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            steps.add(failed("ann"));
        }
        assertThat(steps).containsExactly(1L, 2L, 4L, 8L, 15L, 15L, 15L);
    }

    @Test
    void delaysOfOneNameAreNotThoseOfAnother() throws IOException {
        failed("ann");
        failed("ann");
        assertThat(failed("bob")).isOne();
        assertThat(failed("ann")).isEqualTo(4);
    }

    @Test
    void aQuarterOfAnHourWithoutAFailureIsABeginning() throws IOException {
        failed("ann");
        clock.set(START + MEMORY);
        assertThat(failed("ann")).as("to the second").isEqualTo(2);
        clock.set(START + 2 * MEMORY);
        assertThat(failed("ann")).as("counted from the latest").isEqualTo(4);
        clock.set(START + 3 * MEMORY + 1);
        assertThat(failed("ann")).isOne();
        assertThat(failed("ann")).isEqualTo(2);
    }

    @Test
    void rightPasswordIsABeginning() throws IOException {
        failed("ann");
        failed("ann");
        delays.succeeded("ann");
        assertThat(failed("ann")).isOne();
    }

    @Test
    void whatCountsNoMoreIsForgotten() throws Exception {
        failed("ann");
        clock.set(START + 1);
        failed("bob");
        clock.set(START + MEMORY);
        delays.purge();
        assertThat(remembered()).isEqualTo(2);
        clock.set(START + MEMORY + 1);
        delays.purge();
        assertThat(remembered()).isOne();
        assertThat(failed("bob")).isEqualTo(2);
    }
}
