-- Why persons were erased who asked for it: the proof of each, beside its audit entries.
CREATE TABLE erasure (
    id      text        NOT NULL,
    person  text        NOT NULL,
    because text        NOT NULL,
    at      timestamptz NOT NULL,
    CONSTRAINT erasure_pkey PRIMARY KEY (id)
);
CREATE INDEX erasure_at ON erasure (at);
