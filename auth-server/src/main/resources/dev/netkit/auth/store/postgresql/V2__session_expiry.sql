-- Servers with other limits share the store: none can tell from its own when a session is over.
DELETE FROM session;
ALTER TABLE session ADD COLUMN expires BIGINT NOT NULL DEFAULT 0;
