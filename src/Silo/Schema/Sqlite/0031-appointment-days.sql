-- The day of a booking: what was done for the version that stands. carrier is the session that carries it.
ALTER TABLE appointment ADD COLUMN reminded_at INTEGER NULL;
ALTER TABLE appointment ADD COLUMN called_at INTEGER NULL;
ALTER TABLE appointment ADD COLUMN carrier TEXT NULL;

-- Attempts to connect the two of a booking that failed, and which side was missing.
CREATE TABLE appointment_attempt (
    appointment TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    missing     TEXT    NOT NULL,
    CONSTRAINT appointment_attempt_pkey PRIMARY KEY (appointment, version, at, missing)
);

-- Bookings of before this version have days, too: each is looked at, and says itself when it is due.
INSERT INTO due (kind, key, at) SELECT 'appointment', id, 0 FROM appointment WHERE state = 'booked' ON CONFLICT (kind, key) DO NOTHING;
