-- Figures about sessions that are over, by hours: how values are spread, in steps (Grains/Storage/Spread.cs). Sessions that were closed before are counted after the start.
CREATE TABLE tally (
    hour  INTEGER NOT NULL,
    kind  TEXT    NOT NULL,
    part  TEXT    NOT NULL,
    total INTEGER NOT NULL,
    steps TEXT    NOT NULL,
    CONSTRAINT tally_pkey PRIMARY KEY (hour, kind, part)
) WITHOUT ROWID;
ALTER TABLE session ADD COLUMN counted INTEGER NULL;
CREATE INDEX session_uncounted ON session (closed_at) WHERE closed_at IS NOT NULL AND counted IS NULL;
CREATE INDEX appointment_unheld ON appointment (starts_at) WHERE state = 'noConnection';
