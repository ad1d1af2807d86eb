-- When grains are to be woken: the sweep lends itself overdue rows, and a failing one comes later each time. Sessions have next_deadline in their own rows.
CREATE TABLE due (
    kind         text        NOT NULL,
    key          text        NOT NULL,
    at           timestamptz NOT NULL,
    failed_wakes integer     NOT NULL DEFAULT 0,
    CONSTRAINT due_pkey PRIMARY KEY (kind, key)
);
CREATE INDEX due_at ON due (at);

-- Messages to people's phones, written with their decision. Phone and text go as soon as the message is sent or given up.
CREATE TABLE notice (
    id         text        NOT NULL,
    phone      text        NULL,
    text       text        NULL,
    not_before timestamptz NOT NULL,
    not_after  timestamptz NULL,
    repeatable boolean     NOT NULL,
    state      text        NOT NULL,
    attempts   integer     NOT NULL DEFAULT 0,
    state_at   timestamptz NOT NULL,
    CONSTRAINT notice_pkey PRIMARY KEY (id)
);
