-- What was kept for its whole term is erased once a day (docs/operations.md, "What is kept how long"). The daily questions find what is over by these indexes, and never walk over what is kept longer.
CREATE INDEX session_ended ON session (closed_at) WHERE closed_at IS NOT NULL AND consulted_at IS NULL AND patient IS NOT NULL;
CREATE INDEX session_ended_stranger ON session (closed_at) WHERE closed_at IS NOT NULL AND consulted_at IS NULL AND patient IS NULL;
CREATE INDEX session_ended_record ON session (closed_at) WHERE closed_at IS NOT NULL AND consulted_at IS NOT NULL;
CREATE INDEX consultation_patient ON consultation (patient, ended_at);
CREATE INDEX appointment_ended ON appointment (starts_at) WHERE state <> 'held' AND state <> 'booked';
CREATE INDEX appointment_held ON appointment (starts_at) WHERE state = 'held';
CREATE INDEX task_finished ON task (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX consent_withdrawn ON consent (withdrawn_at) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX consent_account ON consent (account);
CREATE INDEX policy_ended ON policy (valid_to);
CREATE INDEX former_account_ended ON former_account (ended_at);

-- Whether an old document was found to belong to the record, so that it is not looked at again before a consultation goes; since when nothing keeps it, and its files go.
ALTER TABLE document ADD COLUMN in_record INTEGER NULL;
ALTER TABLE document ADD COLUMN erasing_at INTEGER NULL;
CREATE INDEX document_unlooked ON document (added_at) WHERE in_record IS NULL AND erasing_at IS NULL;
CREATE INDEX document_removed ON document (hidden_at) WHERE hidden_at IS NOT NULL AND in_record IS NULL AND erasing_at IS NULL;
CREATE INDEX document_erasing ON document (erasing_at) WHERE erasing_at IS NOT NULL;

-- Persons of whom something went: they are looked at, whether anything is left.
CREATE TABLE person_look (
    person TEXT        NOT NULL,
    at     INTEGER NOT NULL,
    CONSTRAINT person_look_pkey PRIMARY KEY (person)
);
CREATE INDEX person_look_at ON person_look (at);
INSERT INTO person_look (person, at) SELECT p.id, 0 FROM person p WHERE NOT EXISTS (SELECT 1 FROM policy o WHERE o.person = p.id);
CREATE TRIGGER policy_deleted AFTER DELETE ON policy
BEGIN
    INSERT INTO person_look (person, at) VALUES (OLD.person, 0) ON CONFLICT (person) DO UPDATE SET at = excluded.at;
END;
CREATE TRIGGER policy_moved AFTER UPDATE OF person ON policy WHEN OLD.person <> NEW.person
BEGIN
    INSERT INTO person_look (person, at) VALUES (OLD.person, 0) ON CONFLICT (person) DO UPDATE SET at = excluded.at;
END;

INSERT INTO due (kind, key, at) VALUES ('retention', 'all', 0) ON CONFLICT (kind, key) DO NOTHING;
