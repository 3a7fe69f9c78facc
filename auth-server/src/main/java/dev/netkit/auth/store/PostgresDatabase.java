package dev.netkit.auth.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL, which several servers can share. */
final class PostgresDatabase implements Database {
    private final HikariDataSource pool;

    /** Takes over a pool of connections to a database whose schema is there. */
    PostgresDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    @Override
    public <T> T read(Work<T> work) throws SQLException {
        try (Sql sql = new Sql(pool.getConnection())) {
            return work.on(sql);
        }
    }

    /** A session that a crash of the database takes with it is begun again. */
    @Override
    public <T> T write(Work<T> work) throws SQLException {
        return transaction(sql -> {
            try (Statement statement = sql.connection().createStatement()) {
                statement.execute("SET LOCAL synchronous_commit TO OFF");
            }
            return work.on(sql);
        });
    }

    @Override
    public <T> T writeSafely(Work<T> work) throws SQLException {
        return transaction(work);
    }

    private <T> T transaction(Work<T> work) throws SQLException {
        try (Sql sql = new Sql(pool.getConnection())) {
            Connection connection = sql.connection();
            connection.setAutoCommit(false);
            try {
                T result = work.on(sql);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e); // a connection that is dead has rolled back
        }
    }

    @Override
    public int waiting() {
        return pool.getHikariPoolMXBean().getThreadsAwaitingConnection();
    }

    @Override
    public String sharedLock() {
        return " FOR SHARE";
    }

    @Override
    public void close() {
        pool.close();
    }
}
