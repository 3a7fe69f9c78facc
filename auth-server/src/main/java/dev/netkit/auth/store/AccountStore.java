package dev.netkit.auth.store;

import dev.netkit.auth.account.Account;
import dev.netkit.auth.account.Username;
import dev.netkit.auth.account.Verifier;
import java.io.Closeable;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Accounts, sessions and failed logins. Every method blocks for the database. For many threads. */
public final class AccountStore implements Closeable {
    private static final String ACCOUNT_COLUMNS =
            "SELECT id, name, salt, iterations, stored_key, server_key, disabled, must_change";
    private static final String ACCOUNT = ACCOUNT_COLUMNS + " FROM account ";
    /** One row in any case. */
    private static final String ACCOUNT_OR_NOBODY = "SELECT COALESCE(id, -1), COALESCE(name, ''), COALESCE(salt, ?),"
            + " COALESCE(iterations, 0), COALESCE(stored_key, ?), COALESCE(server_key, ?), COALESCE(disabled, 0),"
            + " COALESCE(must_change, 0) FROM (SELECT 1 AS one) AS always LEFT JOIN account ON name_key = ?";

    private static final int TRUE = 1;

    /** The id of a row that stands in for an account. */
    private static final long NOBODY = -1;

    private final Database database;

    AccountStore(Database database) {
        this.database = database;
    }

    // ---- accounts ----

    /** Adds an account, which is on disk afterwards; false if the name is taken. */
    public boolean add(Username name, Verifier verifier, boolean mustChange, long now) throws StoreException {
        return change(
                        database::writeSafely,
                        sql -> sql.update(
                                "INSERT INTO account (name, name_key, salt, iterations, stored_key, server_key, created,"
                                        + " must_change) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name_key) DO NOTHING",
                                name.text(),
                                name.key(),
                                verifier.salt(),
                                verifier.iterations(),
                                verifier.storedKey(),
                                verifier.serverKey(),
                                now,
                                mustChange ? TRUE : 0))
                == 1;
    }

    /** The account of that name, if there is one: finding it takes no longer than not finding it. */
    public Optional<Account> account(String key) throws StoreException {
        byte[] likeAKey = new byte[32];
        return read(sql -> sql.query(
                        ACCOUNT_OR_NOBODY,
                        AccountStore::account,
                        new byte[Verifier.SALT_BYTES],
                        likeAKey,
                        likeAKey,
                        key))
                .stream()
                .filter(found -> found.id() != NOBODY)
                .findFirst();
    }

    /** Every account, by name. */
    public List<Account> accounts() throws StoreException {
        return read(sql -> sql.query(ACCOUNT + "ORDER BY name_key", AccountStore::account));
    }

    private static Account account(ResultSet row) throws SQLException {
        Verifier verifier = new Verifier(row.getBytes(3), row.getInt(4), row.getBytes(5), row.getBytes(6));
        return new Account(row.getLong(1), row.getString(2), verifier, row.getInt(7) == TRUE, row.getInt(8) == TRUE);
    }

    /** Gives the account another password, and ends all of its sessions. */
    public void changeVerifier(long id, Verifier verifier) throws StoreException {
        change(database::writeSafely, sql -> {
            // First the account, whose row a login waits for: afterwards there is no session with the old password.
            sql.update(
                    "UPDATE account SET salt = ?, iterations = ?, stored_key = ?, server_key = ?, must_change = 0"
                            + " WHERE id = ?",
                    verifier.salt(),
                    verifier.iterations(),
                    verifier.storedKey(),
                    verifier.serverKey(),
                    id);
            return sql.update("DELETE FROM session WHERE account_id = ?", id);
        });
    }

    /** Removes an account with its sessions; false if there is none. */
    public boolean remove(Username name) throws StoreException {
        return change(database::writeSafely, sql -> sql.update("DELETE FROM account WHERE name_key = ?", name.key()))
                == 1;
    }

    /** Lets nobody log in to the account any more, or lets them again; ends its sessions. False if there is none. */
    public boolean disable(Username name, boolean disabled) throws StoreException {
        return change(database::writeSafely, sql -> {
                    int known = sql.update(
                            "UPDATE account SET disabled = ? WHERE name_key = ?", disabled ? TRUE : 0, name.key());
                    sql.update(
                            "DELETE FROM session WHERE account_id = (SELECT id FROM account WHERE name_key = ?)",
                            name.key());
                    return known;
                })
                == 1;
    }

    // ---- sessions ----

    /**
     * Adds a session for somebody who has proved to know the password; false if that is not the account's any more, or
     * nobody may log in to it.
     */
    public boolean addSession(SessionRow session, Verifier proved) throws StoreException {
        return change(
                        database::write,
                        sql -> sql.update(
                                "INSERT INTO session (sid, account_id, created, last_used, expires)"
                                        + " SELECT CAST(? AS TEXT), id, CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT)"
                                        + " FROM account WHERE id = ? AND stored_key = ? AND disabled = 0"
                                        + database.sharedLock(),
                                session.sid(),
                                session.created(),
                                session.lastUsed(),
                                session.expires(),
                                session.accountId(),
                                proved.storedKey()))
                == 1;
    }

    /** A session and whose it is, both as they are at one moment. */
    public record Owned(SessionRow session, Account account) {}

    public Optional<Owned> session(String sid) throws StoreException {
        return read(sql -> sql.query(
                        ACCOUNT_COLUMNS + ", sid, session.created, last_used, expires FROM account"
                                + " JOIN session ON account_id = id WHERE sid = ?",
                        row -> new Owned(
                                new SessionRow(
                                        row.getString(9),
                                        row.getLong(1),
                                        row.getLong(10),
                                        row.getLong(11),
                                        row.getLong(12)),
                                account(row)),
                        sid))
                .stream()
                .findFirst();
    }

    /** Notes a use; what another server has noted meanwhile is not made shorter. */
    public void touchSession(SessionRow session) throws StoreException {
        change(
                database::write,
                sql -> sql.update(
                        "UPDATE session SET last_used = ?, expires = CASE WHEN expires < ? THEN ? ELSE expires END"
                                + " WHERE sid = ?",
                        session.lastUsed(),
                        session.expires(),
                        session.expires(),
                        session.sid()));
    }

    public void endSession(String sid) throws StoreException {
        change(database::writeSafely, sql -> sql.update("DELETE FROM session WHERE sid = ?", sid));
    }

    public void endSessionsOf(long accountId) throws StoreException {
        change(database::writeSafely, sql -> sql.update("DELETE FROM session WHERE account_id = ?", accountId));
    }

    /** Forgets sessions that were over before that time. */
    public void purgeSessions(long before) throws StoreException {
        change(database::write, sql -> sql.update("DELETE FROM session WHERE expires < ?", before));
    }

    // ---- failed logins ----

    /** Counts a failed login; returns the how manieth in a row it is, where none before {@code since} counts. */
    public int failed(String key, long now, long since) throws StoreException {
        return change(
                database::write,
                sql -> sql.query(
                                "INSERT INTO failure (name_key, failures, latest) VALUES (?, 1, ?) ON CONFLICT (name_key)"
                                        + " DO UPDATE SET latest = excluded.latest, failures ="
                                        + " CASE WHEN failure.latest < ? THEN 1 ELSE failure.failures + 1 END"
                                        + " RETURNING failures",
                                row -> row.getInt(1),
                                key,
                                now,
                                since)
                        .get(0));
    }

    /** Forgets failures that were before that time. */
    public void purgeFailures(long before) throws StoreException {
        change(database::write, sql -> sql.update("DELETE FROM failure WHERE latest < ?", before));
    }

    /** Somebody has logged in: the next failure is a first one. */
    public void succeeded(String key) throws StoreException {
        boolean any = !read(sql -> sql.query("SELECT 1 FROM failure WHERE name_key = ?", row -> 1, key))
                .isEmpty();
        if (any) {
            change(database::write, sql -> sql.update("DELETE FROM failure WHERE name_key = ?", key));
        }
    }

    /** How many requests wait for the database just now. */
    public int waiting() {
        return database.waiting();
    }

    // ----

    private interface Transaction {
        <T> T run(Database.Work<T> work) throws SQLException;
    }

    private <T> T read(Database.Work<T> work) throws StoreException {
        try {
            return database.read(work);
        } catch (SQLException e) {
            throw new StoreException("cannot read the accounts: " + e.getMessage(), e);
        }
    }

    private static <T> T change(Transaction transaction, Database.Work<T> work) throws StoreException {
        try {
            return transaction.run(work);
        } catch (SQLException e) {
            throw new StoreException("cannot change the accounts: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            database.close();
        } catch (SQLException e) {
            throw new StoreException("cannot close the accounts: " + e.getMessage(), e);
        }
    }
}
