-- Documents of Medcards (S3.8): what is known of them. Their bytes are sealed files elsewhere. A removed one stays on record.
CREATE TABLE document (
    id              TEXT NOT NULL PRIMARY KEY,
    patient         TEXT NOT NULL,
    account         TEXT NOT NULL,
    added_by        TEXT NOT NULL,
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL,
    bytes           INTEGER NOT NULL,
    pages           INTEGER NULL,
    locked          INTEGER NOT NULL,
    sha256          TEXT NOT NULL,
    page_bytes      INTEGER NULL,
    thumbnail_bytes INTEGER NULL,
    added_at        INTEGER NOT NULL,
    hidden_at       INTEGER NULL
);
-- The same bytes are one document, whoever sends them twice at once.
CREATE UNIQUE INDEX document_patient ON document (patient, sha256) WHERE hidden_at IS NULL;
-- Whether a person has any, removed ones too.
CREATE INDEX document_person ON document (patient);

-- Files on their way into Medcards.
CREATE TABLE upload (
    id         TEXT NOT NULL PRIMARY KEY,
    account    TEXT NOT NULL,
    patient    TEXT NOT NULL,
    name       TEXT NOT NULL,
    length     INTEGER NOT NULL,
    received   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    document   TEXT NULL,
    refusal    TEXT NULL,
    announced  INTEGER NOT NULL
);
CREATE INDEX upload_patient ON upload (patient);
CREATE INDEX upload_account ON upload (account);

CREATE TABLE upload_part (
    upload     TEXT NOT NULL,
    first_byte INTEGER NOT NULL,
    bytes      INTEGER NOT NULL,
    file       TEXT NOT NULL,
    digest     TEXT NOT NULL,
    PRIMARY KEY (upload, first_byte)
);
