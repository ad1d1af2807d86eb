-- The day of a booking: what was done for the version that stands. carrier is the session that carries it.
ALTER TABLE appointment ADD COLUMN reminded_at timestamptz NULL;
ALTER TABLE appointment ADD COLUMN called_at timestamptz NULL;
ALTER TABLE appointment ADD COLUMN carrier text NULL;

-- Attempts to connect the two of a booking that failed, and which side was missing.
CREATE TABLE appointment_attempt (
    appointment text        NOT NULL,
    version     bigint      NOT NULL,
    at          timestamptz NOT NULL,
    missing     text        NOT NULL,
    CONSTRAINT appointment_attempt_pkey PRIMARY KEY (appointment, version, at, missing)
);

-- Bookings of before this version have days, too: each is looked at, and says itself when it is due.
INSERT INTO due (kind, key, at) SELECT 'appointment', id, 'epoch' FROM appointment WHERE state = 'booked' ON CONFLICT (kind, key) DO NOTHING;
