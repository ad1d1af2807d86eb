-- One row a commit: the sessions' truth (ADR 0001).
CREATE TABLE journal (
    session        text        NOT NULL,
    first_sequence bigint      NOT NULL CHECK (first_sequence > 0),
    last_sequence  bigint      NOT NULL CHECK (last_sequence >= first_sequence),
    command        uuid        NULL,
    at             timestamptz NOT NULL,
    payload        bytea       NOT NULL,
    CONSTRAINT journal_pkey PRIMARY KEY (session, first_sequence),
    CONSTRAINT journal_command_key UNIQUE (session, command)
);

-- What queues, the sweep, desks and calendars read: written with each commit.
CREATE TABLE session (
    id                 text        NOT NULL,
    last_sequence      bigint      NOT NULL,
    owner_kind         text        NOT NULL,
    owner_id           text        NOT NULL,
    patient            text        NULL,
    patient_name       text        NULL,
    patient_birth_date date        NULL,
    mode               text        NOT NULL,
    phase              text        NOT NULL,
    queue              text        NULL,
    ticket             bigint      NULL,
    next_leg           text        NULL,
    at_head            boolean     NOT NULL,
    waiting_since      timestamptz NULL,
    reason             text        NULL,
    preferred          text        NULL,
    preferred_until    timestamptz NULL,
    staff              text        NULL,
    leg_started_at     timestamptz NULL,
    doctor             text        NULL,
    doctor_name        text        NULL,
    doctor_queue       text        NULL,
    consulted_at       timestamptz NULL,
    conclusion         text        NULL,
    opened_at          timestamptz NOT NULL,
    closed_at          timestamptz NULL,
    close_reason       text        NULL,
    next_deadline      timestamptz NULL,
    failed_wakes       integer     NOT NULL DEFAULT 0,
    CONSTRAINT session_pkey PRIMARY KEY (id)
);
CREATE INDEX session_queue ON session (queue) WHERE queue IS NOT NULL;
CREATE INDEX session_next_deadline ON session (next_deadline) WHERE next_deadline IS NOT NULL;
CREATE INDEX session_patient ON session (patient, opened_at) WHERE patient IS NOT NULL;
CREATE INDEX session_open_owner ON session (owner_kind, owner_id) WHERE closed_at IS NULL;
CREATE INDEX session_staff ON session (staff) WHERE staff IS NOT NULL;
CREATE INDEX session_doctor ON session (doctor, consulted_at) WHERE doctor IS NOT NULL;

-- Unique rights of sessions: one open session a person, one session a unit of a specialist's capacity.
CREATE TABLE claim (
    kind    text NOT NULL,
    key     text NOT NULL,
    session text NOT NULL,
    CONSTRAINT claim_pkey PRIMARY KEY (kind, key)
);
CREATE INDEX claim_session ON claim (session);
