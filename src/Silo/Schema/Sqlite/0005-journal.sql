-- Without an index over commands (ADR 0004): each message wrote a page of it, and the sequence alone decides.
CREATE TABLE journal_new (
    session        TEXT    NOT NULL,
    first_sequence INTEGER NOT NULL CHECK (first_sequence > 0),
    last_sequence  INTEGER NOT NULL CHECK (last_sequence >= first_sequence),
    command        TEXT    NULL,
    at             INTEGER NOT NULL,
    payload        BLOB    NOT NULL,
    CONSTRAINT journal_pkey PRIMARY KEY (session, first_sequence)
);
INSERT INTO journal_new (session, first_sequence, last_sequence, command, at, payload)
SELECT session, first_sequence, last_sequence, command, at, payload FROM journal ORDER BY rowid;
DROP TABLE journal;
ALTER TABLE journal_new RENAME TO journal;
