-- What consultants do beside the sessions (S3.3: call-backs).
CREATE TABLE task (
    id              TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    phone           TEXT    NOT NULL,
    patient_name    TEXT    NULL,
    session         TEXT    NULL,
    asked_at        INTEGER NOT NULL,
    claimed_by      TEXT    NULL,
    claimed_by_name TEXT    NULL,
    claimed_at      INTEGER NULL,
    finished_at     INTEGER NULL,
    outcome         TEXT    NULL,
    CONSTRAINT task_pkey PRIMARY KEY (id)
);
-- Who has asked already waits on from then.
CREATE UNIQUE INDEX task_open ON task (kind, phone) WHERE finished_at IS NULL;

-- Who handed a waiting patient over, and is not asked while anybody else is on duty.
ALTER TABLE session ADD COLUMN avoided TEXT NULL;

-- As people read a policy number out: without spaces, in any case.
CREATE INDEX policy_said ON policy (upper(replace(number, ' ', '')));
