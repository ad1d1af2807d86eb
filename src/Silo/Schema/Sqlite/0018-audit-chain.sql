-- Where the chain of sealed entries ends: their number and the last one's hash. Whoever seals moves it in the transaction of the seals, so that of two sealers one comes too late.
CREATE TABLE audit_head (
    one    INTEGER NOT NULL CHECK (one = 1),
    number INTEGER NOT NULL,
    hash   BLOB    NOT NULL,
    CONSTRAINT audit_head_pkey PRIMARY KEY (one)
);
INSERT INTO audit_head (one, number, hash) VALUES (1, 0, zeroblob(32));

-- Whose data entries are about, to find them by person. The trigger writes the lines, so that entries of an earlier version of the program have theirs, too.
CREATE TABLE audit_person (
    person TEXT    NOT NULL,
    at     INTEGER NOT NULL,
    entry  INTEGER NOT NULL,
    CONSTRAINT audit_person_pkey PRIMARY KEY (person, at, entry)
) WITHOUT ROWID;
INSERT INTO audit_person (person, at, entry)
SELECT DISTINCT whose.value, e.at, e.id FROM audit_entry e, json_each(e.whose) AS whose;
CREATE TRIGGER audit_entry_whose AFTER INSERT ON audit_entry
BEGIN
    INSERT OR IGNORE INTO audit_person (person, at, entry) SELECT whose.value, new.at, new.id FROM json_each(new.whose) AS whose;
END;

-- For the auditor, who reads them by time: all of them, a member's, a post's, a session's.
CREATE INDEX audit_entry_at ON audit_entry (at, id);
CREATE INDEX audit_entry_who ON audit_entry (who, at, id);
CREATE INDEX audit_entry_post ON audit_entry (post, at, id);
CREATE INDEX audit_entry_session ON audit_entry (session, at, id) WHERE session IS NOT NULL;
