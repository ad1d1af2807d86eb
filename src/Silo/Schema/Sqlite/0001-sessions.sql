-- One row a commit: the sessions' truth (ADR 0001).
CREATE TABLE journal (
    session        TEXT        NOT NULL,
    first_sequence INTEGER     NOT NULL CHECK (first_sequence > 0),
    last_sequence  INTEGER     NOT NULL CHECK (last_sequence >= first_sequence),
    command        TEXT        NULL,
    at             INTEGER     NOT NULL,
    payload        BLOB        NOT NULL,
    CONSTRAINT journal_pkey PRIMARY KEY (session, first_sequence),
    CONSTRAINT journal_command_key UNIQUE (session, command)
);

-- What queues, the sweep, desks and calendars read: written with each commit.
CREATE TABLE session (
    id                 TEXT        NOT NULL,
    last_sequence      INTEGER     NOT NULL,
    owner_kind         TEXT        NOT NULL,
    owner_id           TEXT        NOT NULL,
    patient            TEXT        NULL,
    patient_name       TEXT        NULL,
    patient_birth_date TEXT        NULL,
    mode               TEXT        NOT NULL,
    phase              TEXT        NOT NULL,
    queue              TEXT        NULL,
    ticket             INTEGER     NULL,
    next_leg           TEXT        NULL,
    at_head            INTEGER     NOT NULL,
    waiting_since      INTEGER     NULL,
    reason             TEXT        NULL,
    preferred          TEXT        NULL,
    preferred_until    INTEGER     NULL,
    staff              TEXT        NULL,
    leg_started_at     INTEGER     NULL,
    doctor             TEXT        NULL,
    doctor_name        TEXT        NULL,
    doctor_queue       TEXT        NULL,
    consulted_at       INTEGER     NULL,
    conclusion         TEXT        NULL,
    opened_at          INTEGER     NOT NULL,
    closed_at          INTEGER     NULL,
    close_reason       TEXT        NULL,
    next_deadline      INTEGER     NULL,
    failed_wakes       INTEGER     NOT NULL DEFAULT 0,
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
    kind    TEXT NOT NULL,
    key     TEXT NOT NULL,
    session TEXT NOT NULL,
    CONSTRAINT claim_pkey PRIMARY KEY (kind, key)
);
CREATE INDEX claim_session ON claim (session);
