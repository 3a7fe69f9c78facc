CREATE TABLE account (
    id          BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        TEXT    NOT NULL,
    name_key    TEXT    NOT NULL UNIQUE,
    salt        BYTEA   NOT NULL,
    iterations  INTEGER NOT NULL,
    stored_key  BYTEA   NOT NULL,
    server_key  BYTEA   NOT NULL,
    created     BIGINT  NOT NULL,
    disabled    INTEGER NOT NULL DEFAULT 0,
    must_change INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE session (
    sid        TEXT   PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created    BIGINT NOT NULL,
    last_used  BIGINT NOT NULL
);

CREATE INDEX session_account ON session (account_id);

-- Wrong passwords, by name: unknown names too, so that they cost the same.
CREATE TABLE failure (
    name_key TEXT    PRIMARY KEY,
    failures INTEGER NOT NULL,
    latest   BIGINT  NOT NULL
);
