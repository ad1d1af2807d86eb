-- The second factor of a member: a sealed secret, and the step of the newest code that was told.
CREATE TABLE staff_totp (
    staff     text        NOT NULL,
    secret    bytea       NOT NULL,
    since     timestamptz NOT NULL,
    last_step bigint      NOT NULL,
    CONSTRAINT staff_totp_pkey PRIMARY KEY (staff)
);

-- Codes that sign in once in the place of the app, hashed.
CREATE TABLE staff_recovery_code (
    staff   text        NOT NULL,
    hash    text        NOT NULL,
    used_at timestamptz NULL,
    CONSTRAINT staff_recovery_code_pkey PRIMARY KEY (staff, hash)
);

-- Sign-ins of staff: where, when, by what.
CREATE TABLE staff_sign_in (
    credential text        NOT NULL,
    staff      text        NOT NULL,
    at         timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL,
    device     text        NULL,
    address    text        NULL,
    factor     text        NOT NULL,
    generation bigint      NOT NULL,
    ended_at   timestamptz NULL,
    CONSTRAINT staff_sign_in_pkey PRIMARY KEY (credential)
);
CREATE INDEX staff_sign_in_staff ON staff_sign_in (staff, at);

-- Sign-ins of those who need a second factor from now on were made without one.
UPDATE staff SET generation = generation + 1, version = version + 1
WHERE NOT demo AND (roles LIKE '%administrator%' OR roles LIKE '%supervisor%' OR roles LIKE '%auditor%');
