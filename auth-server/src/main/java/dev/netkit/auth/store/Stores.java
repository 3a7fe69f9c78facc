package dev.netkit.auth.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.netkit.common.file.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteDataSource;

/** Opens stores, and brings their schema up to date before. */
public final class Stores {
    private static final String MIGRATIONS = "classpath:dev/netkit/auth/store/";

    /** To a database elsewhere; more wait for one. */
    private static final int CONNECTIONS = 16;

    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private Stores() {}

    /**
     * The accounts in a file of SQLite, which is made if it is not there.
     *
     * @throws StoreException if it cannot be used, or a newer netkit has made it
     */
    public static AccountStore sqlite(Path file) throws StoreException {
        LockFile others = new LockFile(file.resolveSibling(file.getFileName() + ".lock"));
        try {
            return others.locked(() -> openSqlite(file)); // two that migrate at once get into each other's way
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException("cannot use " + file + ": cannot lock " + e.getMessage(), e);
        }
    }

    private static AccountStore openSqlite(Path file) throws StoreException {
        SqliteLibrary.load();
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(SqliteDatabase.url(file));
        migrate(source, "sqlite", file.toString());
        try {
            return new AccountStore(new SqliteDatabase(file));
        } catch (SQLException e) {
            throw new StoreException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The accounts in a database of PostgreSQL, which several servers may share.
     *
     * @param url {@code jdbc:postgresql://host/database}, with {@code ?user=} where it is not the system's
     * @param password empty where the server wants none, or {@code ~/.pgpass} has it
     * @throws StoreException if it cannot be reached or used, or a newer netkit has made it
     */
    public static AccountStore postgresql(String url, Optional<String> password) throws StoreException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        password.ifPresent(config::setPassword);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(LONGEST_WAIT_MILLIS); // shorter than clients wait
        config.setPoolName("netkit");
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StoreException("cannot use " + url + ": " + reason(e), e);
        }
        try {
            migrate(pool, "postgresql", url);
            return new AccountStore(new PostgresDatabase(pool));
        } catch (StoreException e) {
            pool.close();
            throw e;
        }
    }

    private static void migrate(DataSource source, String dialect, String name) throws StoreException {
        try {
            Flyway flyway = Flyway.configure(Stores.class.getClassLoader())
                    .dataSource(source)
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
