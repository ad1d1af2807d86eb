-- Who used whose data, when, in which post and what for (S6). Rows are added and never changed, but that sealing numbers them in order and chains them.
CREATE TABLE audit_entry (
    id       bigint      GENERATED ALWAYS AS IDENTITY,
    at       timestamptz NOT NULL,
    who      text        NOT NULL,
    post     text        NOT NULL,
    deed     text        NOT NULL,
    what     text        NOT NULL,
    whose    text        NOT NULL,
    session  text        NULL,
    purpose  text        NOT NULL,
    number   bigint      NULL,
    previous bytea       NULL,
    hash     bytea       NULL,
    CONSTRAINT audit_entry_pkey PRIMARY KEY (id),
    CONSTRAINT audit_entry_number_key UNIQUE (number)
);
CREATE INDEX audit_entry_unsealed ON audit_entry (id) WHERE number IS NULL;
