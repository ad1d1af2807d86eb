-- The shifts of duty that run and the coming days for which nobody is planned: what was raised is told once, whatever restarts.
CREATE TABLE roster_alarm (
    id         text        NOT NULL,
    kind       text        NOT NULL,
    queue      text        NOT NULL,
    staff      text        NULL,
    hours      text        NOT NULL,
    away_since timestamptz NULL,
    raised_at  timestamptz NULL,
    CONSTRAINT roster_alarm_pkey PRIMARY KEY (id)
);
-- The watch is woken for the first time at once; it says itself when it looks again.
INSERT INTO due (kind, key, at) VALUES ('rosterAlarms', 'all', timestamptz 'epoch') ON CONFLICT (kind, key) DO NOTHING;
