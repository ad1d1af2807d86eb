-- A task that its consultant put off; the SMS that tells the patient, since when, and why it failed; when the platform told by itself; the words that declined a wish; how the platform ended it.
ALTER TABLE task ADD COLUMN put_off_until INTEGER NULL;
ALTER TABLE task ADD COLUMN sms TEXT NULL;
ALTER TABLE task ADD COLUMN sms_at INTEGER NULL;
ALTER TABLE task ADD COLUMN sms_failed TEXT NULL;
ALTER TABLE task ADD COLUMN alone_at INTEGER NULL;
ALTER TABLE task ADD COLUMN answer TEXT NULL;
ALTER TABLE task ADD COLUMN ended TEXT NULL;
CREATE INDEX task_ended ON task (finished_at) WHERE ended IS NOT NULL;
CREATE INDEX task_wish ON task (appointment) WHERE kind = 'wish';
CREATE INDEX task_sms ON task (appointment) WHERE sms IS NOT NULL;

-- The task that waits for what becomes of a message.
ALTER TABLE notice ADD COLUMN task TEXT NULL;

-- The last SMS about a version of a booking that failed.
CREATE TABLE appointment_untold (
    appointment TEXT    NOT NULL,
    of_version  INTEGER NOT NULL,
    failed_at   INTEGER NOT NULL,
    why         TEXT    NOT NULL,
    CONSTRAINT appointment_untold_pkey PRIMARY KEY (appointment, of_version)
);
