-- Doubts of imports, each with a task: two persons who may be one, and what was decided. joined is what making them one changed (JSON), to take it back.
CREATE TABLE person_match (
    task            TEXT        NOT NULL,
    reason          TEXT        NOT NULL,
    insurer         TEXT        NOT NULL,
    sent            TEXT        NOT NULL,
    known           TEXT        NOT NULL,
    decision        TEXT        NULL,
    decided_by      TEXT        NULL,
    decided_by_name TEXT        NULL,
    decided_at      INTEGER     NULL,
    joined          TEXT        NULL,
    CONSTRAINT person_match_pkey PRIMARY KEY (task)
);
CREATE INDEX person_match_sent ON person_match (sent);
CREATE INDEX person_match_known ON person_match (known);
CREATE INDEX person_match_decided ON person_match (decided_at) WHERE decided_at IS NOT NULL;

-- Only of those who asked to be rung there is one task a phone.
DROP INDEX task_open;
CREATE UNIQUE INDEX task_open ON task (kind, phone) WHERE finished_at IS NULL AND kind = 'callback';
