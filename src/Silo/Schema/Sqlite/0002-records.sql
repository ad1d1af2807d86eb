CREATE TABLE account (
    id         TEXT        NOT NULL,
    phone      TEXT        NOT NULL,
    created_at INTEGER     NOT NULL,
    CONSTRAINT account_pkey PRIMARY KEY (id),
    CONSTRAINT account_phone_key UNIQUE (phone)
);

-- name_key is the name as it is compared: upper case, ё as е.
CREATE TABLE person (
    id         TEXT NOT NULL,
    name       TEXT NOT NULL,
    name_key   TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex        TEXT NOT NULL,
    phone      TEXT NULL,
    CONSTRAINT person_pkey PRIMARY KEY (id)
);
CREATE INDEX person_phone ON person (phone) WHERE phone IS NOT NULL;
CREATE INDEX person_name ON person (name_key, birth_date);

CREATE TABLE policy (
    number       TEXT NOT NULL,
    person       TEXT NOT NULL REFERENCES person (id),
    purchased_on TEXT NOT NULL,
    valid_from   TEXT NOT NULL,
    valid_to     TEXT NOT NULL,
    CONSTRAINT policy_pkey PRIMARY KEY (number)
);
CREATE INDEX policy_person ON policy (person);

-- Rows are never changed but for withdrawn_at: the proof of each consent (152-FZ, art. 9).
CREATE TABLE consent (
    person       TEXT        NOT NULL,
    text_version TEXT        NOT NULL,
    text_hash    TEXT        NOT NULL,
    confirmed_by TEXT        NOT NULL,
    account      TEXT        NOT NULL,
    at           INTEGER     NOT NULL,
    withdrawn_at INTEGER     NULL,
    CONSTRAINT consent_pkey PRIMARY KEY (person, at)
);

CREATE TABLE staff (
    id            TEXT    NOT NULL,
    login         TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    roles         TEXT    NOT NULL,
    disabled      INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT staff_pkey PRIMARY KEY (id),
    CONSTRAINT staff_login_key UNIQUE (login)
);

CREATE TABLE conclusion (
    id              TEXT        NOT NULL,
    session         TEXT        NOT NULL,
    patient         TEXT        NOT NULL,
    patient_name    TEXT        NOT NULL,
    birth_date      TEXT        NOT NULL,
    doctor          TEXT        NOT NULL,
    doctor_name     TEXT        NOT NULL,
    specialty       TEXT        NOT NULL,
    consulted_at    INTEGER     NOT NULL,
    complaints      TEXT        NOT NULL,
    history         TEXT        NOT NULL,
    diagnosis       TEXT        NOT NULL,
    recommendations TEXT        NOT NULL,
    saved_at        INTEGER     NULL,
    signed_at       INTEGER     NULL,
    CONSTRAINT conclusion_pkey PRIMARY KEY (id)
);
CREATE INDEX conclusion_session ON conclusion (session, doctor);
