package dev.netkit.auth.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Opens stores, and brings their schema up to date before. */
public final class Stores {
    private static final String MIGRATIONS = "classpath:dev/netkit/auth/store/";

    private Stores() {}

    /**
     * The accounts in a file of SQLite, which is made if it is not there.
     *
     * @throws StoreException if it cannot be used, or a newer netkit has made it
     */
    public static AccountStore sqlite(Path file) throws StoreException {
        migrate(SqliteDatabase.url(file), "sqlite", file.toString());
        try {
            return new AccountStore(new SqliteDatabase(file));
        } catch (SQLException e) {
            throw new StoreException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    private static void migrate(String url, String dialect, String name) throws StoreException {
        try {
            Flyway flyway = Flyway.configure(Stores.class.getClassLoader())
                    .dataSource(url, null, null)
                    .locations(MIGRATIONS + dialect)
                    .loggers("slf4j")
                    .load();
            if (isNewer(flyway)) {
                throw new StoreException(name + " was made by a newer netkit", null);
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreException("cannot use " + name + ": " + reason(e), e);
        }
    }

    private static boolean isNewer(Flyway flyway) {
        return Arrays.stream(flyway.info().applied())
                .anyMatch(migration -> !migration.getState().isResolved());
    }

    /** Flyway's own messages have many lines; the database's is the one that tells. */
    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
