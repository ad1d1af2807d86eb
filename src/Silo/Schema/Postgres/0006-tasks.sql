-- What consultants do beside the sessions (S3.3: call-backs).
CREATE TABLE task (
    id              text        NOT NULL,
    kind            text        NOT NULL,
    phone           text        NOT NULL,
    patient_name    text        NULL,
    session         text        NULL,
    asked_at        timestamptz NOT NULL,
    claimed_by      text        NULL,
    claimed_by_name text        NULL,
    claimed_at      timestamptz NULL,
    finished_at     timestamptz NULL,
    outcome         text        NULL,
    CONSTRAINT task_pkey PRIMARY KEY (id)
);
-- Who has asked already waits on from then.
CREATE UNIQUE INDEX task_open ON task (kind, phone) WHERE finished_at IS NULL;

-- Who handed a waiting patient over, and is not asked while anybody else is on duty.
ALTER TABLE session ADD COLUMN avoided text NULL;

-- As people read a policy number out: without spaces, in any case.
CREATE INDEX policy_said ON policy (upper(replace(number, ' ', '')));

-- The beginning of a name, in the order of its characters.
CREATE INDEX person_name_start ON person (name_key COLLATE "C");
