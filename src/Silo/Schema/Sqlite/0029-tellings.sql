-- Tasks about bookings (S4.2): until when, of which booking and what about it (JSON), and where links in messages lead.
ALTER TABLE task ADD COLUMN due_at INTEGER NULL;
ALTER TABLE task ADD COLUMN appointment TEXT NULL;
ALTER TABLE task ADD COLUMN of_version INTEGER NULL;
ALTER TABLE task ADD COLUMN about TEXT NULL;
ALTER TABLE task ADD COLUMN origin TEXT NULL;
CREATE UNIQUE INDEX task_appointment ON task (appointment, kind) WHERE finished_at IS NULL AND appointment IS NOT NULL;

-- When and how the patient was told of a version of a booking. Rows are never changed.
CREATE TABLE appointment_told (
    appointment   TEXT        NOT NULL,
    of_version    INTEGER     NOT NULL,
    told_at       INTEGER     NOT NULL,
    told_by       TEXT        NOT NULL,
    told_by_staff TEXT        NULL,
    told_by_name  TEXT        NULL,
    CONSTRAINT appointment_told_pkey PRIMARY KEY (appointment, of_version)
);
