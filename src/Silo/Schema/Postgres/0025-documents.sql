-- Documents of Medcards (S3.8): what is known of them. Their bytes are sealed files elsewhere. A removed one stays on record.
CREATE TABLE document (
    id              text        NOT NULL,
    patient         text        NOT NULL,
    account         text        NOT NULL,
    added_by        text        NOT NULL,
    name            text        NOT NULL,
    kind            text        NOT NULL,
    bytes           bigint      NOT NULL,
    pages           int         NULL,
    locked          boolean     NOT NULL,
    sha256          text        NOT NULL,
    page_bytes      bigint      NULL,
    thumbnail_bytes bigint      NULL,
    added_at        timestamptz NOT NULL,
    hidden_at       timestamptz NULL,
    CONSTRAINT document_pkey PRIMARY KEY (id)
);
-- The same bytes are one document, whoever sends them twice at once.
CREATE UNIQUE INDEX document_patient ON document (patient, sha256) WHERE hidden_at IS NULL;
-- Whether a person has any, removed ones too.
CREATE INDEX document_person ON document (patient);

-- Files on their way into Medcards.
CREATE TABLE upload (
    id         text        NOT NULL,
    account    text        NOT NULL,
    patient    text        NOT NULL,
    name       text        NOT NULL,
    length     bigint      NOT NULL,
    received   bigint      NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    document   text        NULL,
    refusal    text        NULL,
    announced  boolean     NOT NULL,
    CONSTRAINT upload_pkey PRIMARY KEY (id)
);
CREATE INDEX upload_patient ON upload (patient);
CREATE INDEX upload_account ON upload (account);

CREATE TABLE upload_part (
    upload     text   NOT NULL,
    first_byte bigint NOT NULL,
    bytes      int    NOT NULL,
    file       text   NOT NULL,
    digest     text   NOT NULL,
    CONSTRAINT upload_part_pkey PRIMARY KEY (upload, first_byte)
);
