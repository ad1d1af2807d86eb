-- Passkeys of staff: public keys only.
CREATE TABLE staff_passkey (
    id         TEXT    NOT NULL,
    staff      TEXT    NOT NULL,
    host       TEXT    NOT NULL,
    public_key BLOB    NOT NULL,
    counter    INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    added_at   INTEGER NOT NULL,
    used_at    INTEGER NULL,
    CONSTRAINT staff_passkey_pkey PRIMARY KEY (id)
);
CREATE INDEX staff_passkey_staff ON staff_passkey (staff);
