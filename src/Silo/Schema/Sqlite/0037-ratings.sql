-- How a patient rated a session that is over, with whom it was about last. Rows are never changed.
CREATE TABLE rating (
    session    TEXT    NOT NULL,
    insurer    TEXT    NULL,
    consultant TEXT    NULL,
    doctor     TEXT    NULL,
    stars      INTEGER NOT NULL,
    comment    TEXT    NULL,
    rated_at   INTEGER NOT NULL,
    CONSTRAINT rating_pkey PRIMARY KEY (session)
);
CREATE INDEX rating_rated_at ON rating (rated_at);
