-- A wait is one value: who reads it takes all of it. What is searched (queue, ticket, mode) stays a column.
ALTER TABLE session ADD COLUMN wait TEXT NULL;
ALTER TABLE session ADD COLUMN presence TEXT NULL;

UPDATE session SET presence = 'awaited', wait = json_object(
    'for', json_object('queue', queue),
    'next', next_leg,
    'terms', json(CASE next_leg
        WHEN 'consultation' THEN '{"kind":"urgent","limit":"00:30:00","warnings":["00:05:00","00:01:00"]}'
        ELSE '{"kind":"unlimited","warnings":[]}' END),
    'since', strftime('%Y-%m-%dT%H:%M:%fZ', waiting_since / 1000.0, 'unixepoch'),
    'atHead', json(CASE at_head WHEN 0 THEN 'false' ELSE 'true' END),
    'preferred', preferred,
    'preferredUntil', strftime('%Y-%m-%dT%H:%M:%fZ', preferred_until / 1000.0, 'unixepoch'),
    'avoided', avoided)
WHERE ticket IS NOT NULL AND queue IS NOT NULL;

ALTER TABLE session DROP COLUMN next_leg;
ALTER TABLE session DROP COLUMN at_head;
ALTER TABLE session DROP COLUMN waiting_since;
ALTER TABLE session DROP COLUMN preferred;
ALTER TABLE session DROP COLUMN preferred_until;
ALTER TABLE session DROP COLUMN avoided;
