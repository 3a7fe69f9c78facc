package dev.netkit.auth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoresTest {
    private static final int CROWD = 4;

    @TempDir
    private Path folder;

    @Test
    void fileThatIsNoDatabaseIsSaidToBeSo() throws IOException {
        Path file =
                Files.writeString(folder.resolve("accounts.db"), "this is a letter, and no database at all".repeat(40));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Stores.sqlite(file))
                .withMessageContaining("cannot use " + file);
        assertThat(file).content().startsWith("this is a letter");
    }

    @Test
    void folderThatIsNotThereIsSaidToBeSo() {
        Path file = folder.resolve("no such folder").resolve("accounts.db");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Stores.sqlite(file))
                .withMessageContaining("cannot use " + file);
    }

    @Test
    void storeOfANewerVersionIsRefusedAndLeftAlone() throws Exception {
        Path file = folder.resolve("accounts.db");
        Stores.sqlite(file).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                    + " installed_by, execution_time, success) VALUES (99, '99', 'x', 'SQL', 'V99__x.sql', 'x', 1, 1)");
        }
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Stores.sqlite(file))
                .withMessageContaining("was made by a newer netkit");
    }

    @Test
    void manyMayOpenANewStoreAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CROWD);
        try {
            for (int round = 0; round < 10; round++) {
                Path file = folder.resolve("accounts" + round + ".db");
                CyclicBarrier start = new CyclicBarrier(CROWD);
                Callable<Integer> opener = () -> {
                    start.await();
                    try (AccountStore store = Stores.sqlite(file)) {
                        return store.accounts().size();
                    }
                };
                for (Future<Integer> opened : threads.invokeAll(Collections.nCopies(CROWD, opener))) {
                    assertThat(opened.get()).isZero();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void twoProgramsMayOpenANewStoreAtOnce() throws Exception {
        List<Process> programs = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                programs.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StoreOpener.class.getName(),
                                folder.resolve("accounts.db").toString())
                        .redirectErrorStream(true)
                        .start());
            }
            for (Process program : programs) {
                program.getOutputStream().close();
            }
            for (Process program : programs) {
                String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(said).contains("0 accounts");
                assertThat(program.waitFor()).as(said).isZero();
            }
        } finally {
            programs.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void aSecondProgramMayUseTheStoreMeanwhile() throws IOException {
        Path file = folder.resolve("accounts.db");
        try (AccountStore one = Stores.sqlite(file);
                AccountStore two = Stores.sqlite(file)) {
            assertThat(one.failed("ann", 1, 0)).isOne();
            assertThat(two.failed("ann", 2, 0)).isEqualTo(2);
            assertThat(one.failed("ann", 100, 50)).isOne();
        }
    }
}
