-- Tasks about bookings (S4.2): until when, of which booking and what about it (JSON), and where links in messages lead.
ALTER TABLE task ADD COLUMN due_at timestamptz NULL;
ALTER TABLE task ADD COLUMN appointment text NULL;
ALTER TABLE task ADD COLUMN of_version bigint NULL;
ALTER TABLE task ADD COLUMN about text NULL;
ALTER TABLE task ADD COLUMN origin text NULL;
CREATE UNIQUE INDEX task_appointment ON task (appointment, kind) WHERE finished_at IS NULL AND appointment IS NOT NULL;

-- When and how the patient was told of a version of a booking. Rows are never changed.
CREATE TABLE appointment_told (
    appointment   text        NOT NULL,
    of_version    bigint      NOT NULL,
    told_at       timestamptz NOT NULL,
    told_by       text        NOT NULL,
    told_by_staff text        NULL,
    told_by_name  text        NULL,
    CONSTRAINT appointment_told_pkey PRIMARY KEY (appointment, of_version)
);
