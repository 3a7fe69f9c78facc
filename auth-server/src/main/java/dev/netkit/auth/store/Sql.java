package dev.netkit.auth.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One connection to the database with the statements that were prepared on it. For one thread at a time. */
final class Sql implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Turns a row into a value. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs what neither has values nor finds rows. */
    void run(String sql) throws SQLException {
        try {
            bound(sql).execute();
        } catch (SQLException e) {
            forget(sql);
            throw e;
        }
    }

    /** As {@link #run}, compiled anew: a pragma that was prepared, or a rollback after a failure, may do nothing. */
    void runOnce(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Changes rows; returns how many. */
    int update(String sql, Object... values) throws SQLException {
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException e) {
            forget(sql);
            throw e;
        }
    }

    /** Every row that the query finds. */
    <T> List<T> query(String sql, Row<T> reader, Object... values) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            forget(sql);
            throw e;
        }
    }

    /** A statement that has failed is not used again. */
    private void forget(String sql) {
        try {
            PreparedStatement failed = prepared.remove(sql);
            if (failed != null) {
                failed.close();
            }
        } catch (SQLException e) {
            // It has failed before.
        }
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
