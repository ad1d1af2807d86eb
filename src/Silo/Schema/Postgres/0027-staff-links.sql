-- One-time links by which members set their password; only a hash of the link's secret.
CREATE TABLE staff_link (
    staff      text        NOT NULL,
    hash       text        NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT staff_link_pkey PRIMARY KEY (staff),
    CONSTRAINT staff_link_hash_key UNIQUE (hash)
);
