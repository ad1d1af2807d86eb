-- When grains are to be woken: the sweep lends itself overdue rows, and a failing one comes later each time. Sessions have next_deadline in their own rows.
CREATE TABLE due (
    kind         TEXT    NOT NULL,
    key          TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    failed_wakes INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT due_pkey PRIMARY KEY (kind, key)
);
CREATE INDEX due_at ON due (at);

-- Messages to people's phones, written with their decision. Phone and text go as soon as the message is sent or given up.
CREATE TABLE notice (
    id         TEXT    NOT NULL,
    phone      TEXT    NULL,
    text       TEXT    NULL,
    not_before INTEGER NOT NULL,
    not_after  INTEGER NULL,
    repeatable INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    state_at   INTEGER NOT NULL,
    CONSTRAINT notice_pkey PRIMARY KEY (id)
);
