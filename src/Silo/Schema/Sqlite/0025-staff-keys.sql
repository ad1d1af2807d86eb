-- The second factor of a member: a sealed secret, and the step of the newest code that was told.
CREATE TABLE staff_totp (
    staff     TEXT    NOT NULL,
    secret    BLOB    NOT NULL,
    since     INTEGER NOT NULL,
    last_step INTEGER NOT NULL,
    CONSTRAINT staff_totp_pkey PRIMARY KEY (staff)
);

-- Codes that sign in once in the place of the app, hashed.
CREATE TABLE staff_recovery_code (
    staff   TEXT    NOT NULL,
    hash    TEXT    NOT NULL,
    used_at INTEGER NULL,
    CONSTRAINT staff_recovery_code_pkey PRIMARY KEY (staff, hash)
);

-- Sign-ins of staff: where, when, by what.
CREATE TABLE staff_sign_in (
    credential TEXT    NOT NULL,
    staff      TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    device     TEXT    NULL,
    address    TEXT    NULL,
    factor     TEXT    NOT NULL,
    generation INTEGER NOT NULL,
    ended_at   INTEGER NULL,
    CONSTRAINT staff_sign_in_pkey PRIMARY KEY (credential)
);
CREATE INDEX staff_sign_in_staff ON staff_sign_in (staff, at);

-- Sign-ins of those who need a second factor from now on were made without one.
UPDATE staff SET generation = generation + 1, version = version + 1
WHERE NOT demo AND (roles LIKE '%administrator%' OR roles LIKE '%supervisor%' OR roles LIKE '%auditor%');
