-- The specialist for whom alone a session waits: a booked doctor.
ALTER TABLE session ADD COLUMN awaits text NULL;
CREATE INDEX session_awaits ON session (awaits) WHERE awaits IS NOT NULL;
