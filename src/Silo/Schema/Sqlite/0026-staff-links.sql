-- One-time links by which members set their password; only a hash of the link's secret.
CREATE TABLE staff_link (
    staff      TEXT    NOT NULL,
    hash       TEXT    NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT staff_link_pkey PRIMARY KEY (staff),
    CONSTRAINT staff_link_hash_key UNIQUE (hash)
);
