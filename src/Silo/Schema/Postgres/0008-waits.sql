-- A wait is one value: who reads it takes all of it. What is searched (queue, ticket, mode) stays a column.
ALTER TABLE session ADD COLUMN wait text NULL, ADD COLUMN presence text NULL;

UPDATE session SET presence = 'awaited', wait = json_strip_nulls(json_build_object(
    'for', json_build_object('queue', queue),
    'next', next_leg,
    'terms', CASE next_leg
        WHEN 'consultation' THEN '{"kind":"urgent","limit":"00:30:00","warnings":["00:05:00","00:01:00"]}'::json
        ELSE '{"kind":"unlimited","warnings":[]}'::json END,
    'since', waiting_since,
    'atHead', at_head,
    'preferred', preferred,
    'preferredUntil', preferred_until,
    'avoided', avoided))::text
WHERE ticket IS NOT NULL AND queue IS NOT NULL;

ALTER TABLE session
    DROP COLUMN next_leg, DROP COLUMN at_head, DROP COLUMN waiting_since,
    DROP COLUMN preferred, DROP COLUMN preferred_until, DROP COLUMN avoided;
