CREATE TABLE account (
    id         text        NOT NULL,
    phone      text        NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT account_pkey PRIMARY KEY (id),
    CONSTRAINT account_phone_key UNIQUE (phone)
);

-- name_key is the name as it is compared: upper case, ё as е.
CREATE TABLE person (
    id         text NOT NULL,
    name       text NOT NULL,
    name_key   text NOT NULL,
    birth_date date NOT NULL,
    sex        text NOT NULL,
    phone      text NULL,
    CONSTRAINT person_pkey PRIMARY KEY (id)
);
CREATE INDEX person_phone ON person (phone) WHERE phone IS NOT NULL;
CREATE INDEX person_name ON person (name_key, birth_date);

CREATE TABLE policy (
    number       text NOT NULL,
    person       text NOT NULL REFERENCES person (id),
    purchased_on date NOT NULL,
    valid_from   date NOT NULL,
    valid_to     date NOT NULL,
    CONSTRAINT policy_pkey PRIMARY KEY (number)
);
CREATE INDEX policy_person ON policy (person);

-- Rows are never changed but for withdrawn_at: the proof of each consent (152-FZ, art. 9).
CREATE TABLE consent (
    person       text        NOT NULL,
    text_version text        NOT NULL,
    text_hash    text        NOT NULL,
    confirmed_by text        NOT NULL,
    account      text        NOT NULL,
    at           timestamptz NOT NULL,
    withdrawn_at timestamptz NULL,
    CONSTRAINT consent_pkey PRIMARY KEY (person, at)
);

CREATE TABLE staff (
    id            text    NOT NULL,
    login         text    NOT NULL,
    password_hash text    NOT NULL,
    name          text    NOT NULL,
    roles         text    NOT NULL,
    disabled      boolean NOT NULL DEFAULT false,
    CONSTRAINT staff_pkey PRIMARY KEY (id),
    CONSTRAINT staff_login_key UNIQUE (login)
);

CREATE TABLE conclusion (
    id              text        NOT NULL,
    session         text        NOT NULL,
    patient         text        NOT NULL,
    patient_name    text        NOT NULL,
    birth_date      date        NOT NULL,
    doctor          text        NOT NULL,
    doctor_name     text        NOT NULL,
    specialty       text        NOT NULL,
    consulted_at    timestamptz NOT NULL,
    complaints      text        NOT NULL,
    history         text        NOT NULL,
    diagnosis       text        NOT NULL,
    recommendations text        NOT NULL,
    saved_at        timestamptz NULL,
    signed_at       timestamptz NULL,
    CONSTRAINT conclusion_pkey PRIMARY KEY (id)
);
CREATE INDEX conclusion_session ON conclusion (session, doctor);
