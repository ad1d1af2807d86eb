-- A task that its consultant put off; the SMS that tells the patient, since when, and why it failed; when the platform told by itself; the words that declined a wish; how the platform ended it.
ALTER TABLE task ADD COLUMN put_off_until timestamptz NULL;
ALTER TABLE task ADD COLUMN sms text NULL;
ALTER TABLE task ADD COLUMN sms_at timestamptz NULL;
ALTER TABLE task ADD COLUMN sms_failed text NULL;
ALTER TABLE task ADD COLUMN alone_at timestamptz NULL;
ALTER TABLE task ADD COLUMN answer text NULL;
ALTER TABLE task ADD COLUMN ended text NULL;
CREATE INDEX task_ended ON task (finished_at) WHERE ended IS NOT NULL;
CREATE INDEX task_wish ON task (appointment) WHERE kind = 'wish';
CREATE INDEX task_sms ON task (appointment) WHERE sms IS NOT NULL;

-- The task that waits for what becomes of a message.
ALTER TABLE notice ADD COLUMN task text NULL;

-- The last SMS about a version of a booking that failed.
CREATE TABLE appointment_untold (
    appointment text        NOT NULL,
    of_version  bigint      NOT NULL,
    failed_at   timestamptz NOT NULL,
    why         text        NOT NULL,
    CONSTRAINT appointment_untold_pkey PRIMARY KEY (appointment, of_version)
);
