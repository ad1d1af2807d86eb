-- Insurers, whose insured persons the platform serves under their own names. The default one is asked where no other is known.
CREATE TABLE insurer (
    id           text NOT NULL,
    name         text NOT NULL,
    logo         text NOT NULL,
    hotline      text NOT NULL,
    address      text NOT NULL,
    sms_sign_in  text NOT NULL,
    sms_assisted text NOT NULL,
    accent_light text NOT NULL,
    accent_dark  text NOT NULL,
    CONSTRAINT insurer_pkey PRIMARY KEY (id)
);
INSERT INTO insurer (id, name, logo, hotline, address, sms_sign_in, sms_assisted, accent_light, accent_dark)
VALUES ('default', 'Медздрав', 'Медздрав', '8 (800) 500-61-11', '',
        '{code} — код для входа в Медздрав. Никому не сообщайте код.',
        '{code} — код для входа в Медздрав. Назовите код медконсультанту, с которым сейчас говорите.',
        '#0b6e5b', '#4cc3a5');

-- The names in the address bar under which an insurer's pages stand.
CREATE TABLE insurer_host (
    host    text NOT NULL,
    insurer text NOT NULL REFERENCES insurer (id),
    CONSTRAINT insurer_host_pkey PRIMARY KEY (host)
);

-- Rows are never changed: what somebody confirmed stands, and is only followed by another version.
CREATE TABLE consent_text (
    version  text        NOT NULL,
    insurer  text        NOT NULL REFERENCES insurer (id),
    body     text        NOT NULL,
    added_at timestamptz NOT NULL,
    CONSTRAINT consent_text_pkey PRIMARY KEY (version)
);
CREATE INDEX consent_text_insurer ON consent_text (insurer, added_at);

-- The keys with which insurers' programs send policies; only their hashes.
CREATE TABLE insurer_key (
    hash       text        NOT NULL,
    id         text        NOT NULL,
    insurer    text        NOT NULL REFERENCES insurer (id),
    made_at    timestamptz NOT NULL,
    revoked_at timestamptz NULL,
    CONSTRAINT insurer_key_pkey PRIMARY KEY (hash),
    CONSTRAINT insurer_key_id_key UNIQUE (id)
);

-- A number is unique at its insurer. The phone is the one that this insurer sent last: a person of two insurers gets another one only when both say so.
ALTER TABLE policy
    ADD COLUMN insurer text NOT NULL DEFAULT 'default' REFERENCES insurer (id),
    ADD COLUMN phone   text NULL;
UPDATE policy SET phone = (SELECT person.phone FROM person WHERE person.id = policy.person);
ALTER TABLE policy DROP CONSTRAINT policy_pkey;
ALTER TABLE policy ADD CONSTRAINT policy_pkey PRIMARY KEY (insurer, number);
ALTER TABLE policy ALTER COLUMN insurer DROP DEFAULT;

-- Whose text was confirmed: a consent is given to those that the text names.
ALTER TABLE consent ADD COLUMN insurer text NOT NULL DEFAULT 'default';

-- Under whose name a session goes on; null in sessions from before.
ALTER TABLE session
    ADD COLUMN insurer      text NULL,
    ADD COLUMN insurer_name text NULL;

-- An administrator of one insurer; null for the platform's own staff.
ALTER TABLE staff ADD COLUMN insurer text NULL REFERENCES insurer (id);
