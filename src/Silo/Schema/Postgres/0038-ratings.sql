-- How a patient rated a session that is over, with whom it was about last. Rows are never changed.
CREATE TABLE rating (
    session    text        NOT NULL,
    insurer    text        NULL,
    consultant text        NULL,
    doctor     text        NULL,
    stars      integer     NOT NULL,
    comment    text        NULL,
    rated_at   timestamptz NOT NULL,
    CONSTRAINT rating_pkey PRIMARY KEY (session)
);
CREATE INDEX rating_rated_at ON rating (rated_at);
