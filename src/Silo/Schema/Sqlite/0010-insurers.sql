-- Insurers, whose insured persons the platform serves under their own names. The default one is asked where no other is known.
CREATE TABLE insurer (
    id           TEXT NOT NULL,
    name         TEXT NOT NULL,
    logo         TEXT NOT NULL,
    hotline      TEXT NOT NULL,
    address      TEXT NOT NULL,
    sms_sign_in  TEXT NOT NULL,
    sms_assisted TEXT NOT NULL,
    accent_light TEXT NOT NULL,
    accent_dark  TEXT NOT NULL,
    CONSTRAINT insurer_pkey PRIMARY KEY (id)
);
INSERT INTO insurer (id, name, logo, hotline, address, sms_sign_in, sms_assisted, accent_light, accent_dark)
VALUES ('default', 'Медздрав', 'Медздрав', '8 (800) 500-61-11', '',
        '{code} — код для входа в Медздрав. Никому не сообщайте код.',
        '{code} — код для входа в Медздрав. Назовите код медконсультанту, с которым сейчас говорите.',
        '#0b6e5b', '#4cc3a5');

-- The names in the address bar under which an insurer's pages stand.
CREATE TABLE insurer_host (
    host    TEXT NOT NULL,
    insurer TEXT NOT NULL REFERENCES insurer (id),
    CONSTRAINT insurer_host_pkey PRIMARY KEY (host)
);

-- Rows are never changed: what somebody confirmed stands, and is only followed by another version.
CREATE TABLE consent_text (
    version  TEXT    NOT NULL,
    insurer  TEXT    NOT NULL REFERENCES insurer (id),
    body     TEXT    NOT NULL,
    added_at INTEGER NOT NULL,
    CONSTRAINT consent_text_pkey PRIMARY KEY (version)
);
CREATE INDEX consent_text_insurer ON consent_text (insurer, added_at);

-- The keys with which insurers' programs send policies; only their hashes.
CREATE TABLE insurer_key (
    hash       TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    insurer    TEXT    NOT NULL REFERENCES insurer (id),
    made_at    INTEGER NOT NULL,
    revoked_at INTEGER NULL,
    CONSTRAINT insurer_key_pkey PRIMARY KEY (hash),
    CONSTRAINT insurer_key_id_key UNIQUE (id)
);

-- A number is unique at its insurer. The phone is the one that this insurer sent last: a person of two insurers gets another one only when both say so.
CREATE TABLE policy_new (
    insurer       TEXT    NOT NULL REFERENCES insurer (id),
    number        TEXT    NOT NULL,
    person        TEXT    NOT NULL REFERENCES person (id),
    purchased_on  TEXT    NOT NULL,
    valid_from    TEXT    NOT NULL,
    valid_to      TEXT    NOT NULL,
    phone         TEXT    NULL,
    import_run    TEXT    NULL,
    import_line   INTEGER NULL,
    import_digest INTEGER NULL,
    CONSTRAINT policy_pkey PRIMARY KEY (insurer, number)
);
INSERT INTO policy_new (insurer, number, person, purchased_on, valid_from, valid_to, phone, import_run, import_line, import_digest)
SELECT 'default', o.number, o.person, o.purchased_on, o.valid_from, o.valid_to, p.phone, o.import_run, o.import_line, o.import_digest
FROM policy o JOIN person p ON p.id = o.person;
DROP TABLE policy;
ALTER TABLE policy_new RENAME TO policy;
CREATE INDEX policy_person ON policy (person);
-- As people read a policy number out: without spaces, in any case.
CREATE INDEX policy_said ON policy (upper(replace(number, ' ', '')));

-- Whose text was confirmed: a consent is given to those that the text names.
ALTER TABLE consent ADD COLUMN insurer TEXT NOT NULL DEFAULT 'default';

-- Under whose name a session goes on; null in sessions from before.
ALTER TABLE session ADD COLUMN insurer TEXT NULL;
ALTER TABLE session ADD COLUMN insurer_name TEXT NULL;

-- An administrator of one insurer; null for the platform's own staff.
ALTER TABLE staff ADD COLUMN insurer TEXT NULL;
