CREATE TABLE account (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- the number of a removed account is never used again
    name        TEXT    NOT NULL,
    name_key    TEXT    NOT NULL UNIQUE,
    salt        BLOB    NOT NULL,
    iterations  INTEGER NOT NULL,
    stored_key  BLOB    NOT NULL,
    server_key  BLOB    NOT NULL,
    created     INTEGER NOT NULL,
    disabled    INTEGER NOT NULL DEFAULT 0,
    must_change INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE session (
    sid        TEXT    PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created    INTEGER NOT NULL,
    last_used  INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX session_account ON session (account_id);

-- Wrong passwords, by name: unknown names too, so that they cost the same.
CREATE TABLE failure (
    name_key TEXT    PRIMARY KEY,
    failures INTEGER NOT NULL,
    latest   INTEGER NOT NULL
) WITHOUT ROWID;
