-- Why persons were erased who asked for it: the proof of each, beside its audit entries.
CREATE TABLE erasure (
    id      TEXT        NOT NULL,
    person  TEXT        NOT NULL,
    because TEXT        NOT NULL,
    at      INTEGER     NOT NULL,
    CONSTRAINT erasure_pkey PRIMARY KEY (id)
);
CREATE INDEX erasure_at ON erasure (at);
