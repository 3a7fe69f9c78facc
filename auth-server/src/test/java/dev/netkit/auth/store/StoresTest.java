package dev.netkit.auth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
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
