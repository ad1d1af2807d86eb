-- Doubts of imports, each with a task: two persons who may be one, and what was decided. joined is what making them one changed (JSON), to take it back.
CREATE TABLE person_match (
    task            text        NOT NULL,
    reason          text        NOT NULL,
    insurer         text        NOT NULL,
    sent            text        NOT NULL,
    known           text        NOT NULL,
    decision        text        NULL,
    decided_by      text        NULL,
    decided_by_name text        NULL,
    decided_at      timestamptz NULL,
    joined          text        NULL,
    CONSTRAINT person_match_pkey PRIMARY KEY (task)
);
CREATE INDEX person_match_sent ON person_match (sent);
CREATE INDEX person_match_known ON person_match (known);
CREATE INDEX person_match_decided ON person_match (decided_at) WHERE decided_at IS NOT NULL;

-- Only of those who asked to be rung there is one task a phone.
DROP INDEX task_open;
CREATE UNIQUE INDEX task_open ON task (kind, phone) WHERE finished_at IS NULL AND kind = 'callback';
