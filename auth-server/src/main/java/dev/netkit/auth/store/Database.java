package dev.netkit.auth.store;

import java.sql.SQLException;

/** Where the SQL runs: every kind of database has its own way with connections. For many threads. */
interface Database extends AutoCloseable {
    /** Something to be done on a connection. */
    interface Work<T> {
        T on(Sql sql) throws SQLException;
    }

    /** Runs what only reads. */
    <T> T read(Work<T> work) throws SQLException;

    /** Runs a transaction; blocks until it is in the log. */
    <T> T write(Work<T> work) throws SQLException;

    /** As {@link #write}, and blocks until it is on the disk. */
    <T> T writeSafely(Work<T> work) throws SQLException;

    /** How many wait for a connection; any thread may ask. */
    int waiting();

    /** What a query ends with whose rows must not change before the transaction ends. */
    String sharedLock();

    @Override
    void close() throws SQLException;
}
