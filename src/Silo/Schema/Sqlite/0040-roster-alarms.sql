-- The shifts of duty that run and the coming days for which nobody is planned: what was raised is told once, whatever restarts.
CREATE TABLE roster_alarm (
    id         TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    queue      TEXT    NOT NULL,
    staff      TEXT    NULL,
    hours      TEXT    NOT NULL,
    away_since INTEGER NULL,
    raised_at  INTEGER NULL,
    CONSTRAINT roster_alarm_pkey PRIMARY KEY (id)
);
-- The watch is woken for the first time at once; it says itself when it looks again.
INSERT INTO due (kind, key, at) VALUES ('rosterAlarms', 'all', 0) ON CONFLICT (kind, key) DO NOTHING;
