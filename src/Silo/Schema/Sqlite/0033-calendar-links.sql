-- Private links by which calendar programs read the bookings of an account. Of the secret in the address only the hash is kept.
CREATE TABLE calendar_link (
    id       TEXT    NOT NULL,
    account  TEXT    NOT NULL,
    hash     TEXT    NOT NULL,
    added_at INTEGER NOT NULL,
    used_at  INTEGER NULL,
    CONSTRAINT calendar_link_pkey PRIMARY KEY (id),
    CONSTRAINT calendar_link_hash UNIQUE (hash)
);
CREATE INDEX calendar_link_account ON calendar_link (account);
