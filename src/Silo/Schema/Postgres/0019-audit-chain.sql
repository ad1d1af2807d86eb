-- Where the chain of sealed entries ends: their number and the last one's hash. Whoever seals moves it in the transaction of the seals, so that of two sealers one comes too late.
CREATE TABLE audit_head (
    one    integer NOT NULL CHECK (one = 1),
    number bigint  NOT NULL,
    hash   bytea   NOT NULL,
    CONSTRAINT audit_head_pkey PRIMARY KEY (one)
);
INSERT INTO audit_head (one, number, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));

-- Whose data entries are about, to find them by person. The trigger writes the lines, so that entries of an earlier version of the program have theirs, too.
CREATE TABLE audit_person (
    person text        NOT NULL,
    at     timestamptz NOT NULL,
    entry  bigint      NOT NULL,
    CONSTRAINT audit_person_pkey PRIMARY KEY (person, at, entry)
);
INSERT INTO audit_person (person, at, entry)
SELECT DISTINCT whose.person, e.at, e.id FROM audit_entry e, jsonb_array_elements_text(e.whose::jsonb) AS whose (person);
CREATE FUNCTION audit_entry_whose() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_person (person, at, entry)
    SELECT whose.person, added.at, added.id FROM added, jsonb_array_elements_text(added.whose::jsonb) AS whose (person)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER audit_entry_whose AFTER INSERT ON audit_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_whose();

-- For the auditor, who reads them by time: all of them, a member's, a post's, a session's.
CREATE INDEX audit_entry_at ON audit_entry (at, id);
CREATE INDEX audit_entry_who ON audit_entry (who, at, id);
CREATE INDEX audit_entry_post ON audit_entry (post, at, id);
CREATE INDEX audit_entry_session ON audit_entry (session, at, id) WHERE session IS NOT NULL;
