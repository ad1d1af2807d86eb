-- Who used whose data, when, in which post and what for (S6). Rows are added and never changed, but that sealing numbers them in order and chains them.
CREATE TABLE audit_entry (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,
    who      TEXT    NOT NULL,
    post     TEXT    NOT NULL,
    deed     TEXT    NOT NULL,
    what     TEXT    NOT NULL,
    whose    TEXT    NOT NULL,
    session  TEXT    NULL,
    purpose  TEXT    NOT NULL,
    number   INTEGER NULL,
    previous BLOB    NULL,
    hash     BLOB    NULL,
    CONSTRAINT audit_entry_number_key UNIQUE (number)
);
CREATE INDEX audit_entry_unsealed ON audit_entry (id) WHERE number IS NULL;
