package dev.netkit.auth.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * SQLite in one file, with a write-ahead log: one connection writes, a few read meanwhile. Other processes may use the file
 * at the same time.
 */
final class SqliteDatabase implements Database {
    private static final int READERS = 4;
    private static final String BUSY_MILLIS = "10000";

    /** A checkpoint waits for the disk; with the usual 1 000 pages there would be several a second. */
    private static final String CHECKPOINT_PAGES = "10000";

    private final Sql writer;
    private final ReentrantLock lock = new ReentrantLock(true); // or some would wait while others write twice
    private final BlockingQueue<Sql> readers = new ArrayBlockingQueue<>(READERS);
    private boolean safe;

    /** Opens a file whose schema is there. */
    SqliteDatabase(Path file) throws SQLException {
        List<Sql> opened = new ArrayList<>();
        for (int i = 0; i <= READERS; i++) {
            opened.add(new Sql(DriverManager.getConnection(url(file), pragmas())));
        }
        writer = opened.remove(0);
        readers.addAll(opened);
    }

    static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }

    /** A commit is safe from a crash of the process; those that must be safe from one of the machine say so. */
    private static Properties pragmas() {
        Properties pragmas = new Properties();
        pragmas.setProperty("journal_mode", "WAL");
        pragmas.setProperty("synchronous", "NORMAL");
        pragmas.setProperty("foreign_keys", "true");
        pragmas.setProperty("busy_timeout", BUSY_MILLIS);
        pragmas.setProperty("wal_autocheckpoint", CHECKPOINT_PAGES);
        return pragmas;
    }

    @Override
    public <T> T read(Work<T> work) throws SQLException {
        Sql reader = take();
        try {
            return work.on(reader);
        } finally {
            readers.add(reader);
        }
    }

    private Sql take() throws SQLException {
        try {
            return readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for a connection", e);
        }
    }

    @Override
    public <T> T write(Work<T> work) throws SQLException {
        return write(work, false);
    }

    @Override
    public <T> T writeSafely(Work<T> work) throws SQLException {
        return write(work, true);
    }

    /** Begins and ends by itself: JDBC's own way would hold the file's lock between two transactions, too. */
    private <T> T write(Work<T> work, boolean safely) throws SQLException {
        lock.lock();
        try {
            synchronise(safely);
            writer.run("BEGIN IMMEDIATE");
            try {
                T result = work.on(writer);
                writer.run("COMMIT");
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack();
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    private void rollBack() {
        try {
            writer.runOnce("ROLLBACK");
        } catch (SQLException e) {
            // What has failed so badly that it has been rolled back already.
        }
    }

    /** Between two transactions only; SQLite ignores it inside of one. */
    private void synchronise(boolean safely) throws SQLException {
        if (safely != safe) {
            writer.runOnce("PRAGMA synchronous=" + (safely ? "FULL" : "NORMAL"));
            safe = safely;
        }
    }

    /** For the one that writes; those that read are done in a moment. */
    @Override
    public int waiting() {
        return lock.getQueueLength();
    }

    /** There is one writer at a time anyway. */
    @Override
    public String sharedLock() {
        return "";
    }

    @Override
    public void close() throws SQLException {
        writer.close();
        for (Sql reader : readers) {
            reader.close();
        }
    }
}
