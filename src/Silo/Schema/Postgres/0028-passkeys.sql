-- Passkeys of staff: public keys only.
CREATE TABLE staff_passkey (
    id         text        NOT NULL,
    staff      text        NOT NULL,
    host       text        NOT NULL,
    public_key bytea       NOT NULL,
    counter    bigint      NOT NULL,
    name       text        NOT NULL,
    added_at   timestamptz NOT NULL,
    used_at    timestamptz NULL,
    CONSTRAINT staff_passkey_pkey PRIMARY KEY (id)
);
CREATE INDEX staff_passkey_staff ON staff_passkey (staff);
