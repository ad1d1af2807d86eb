-- Devices that are told by push. They end with the sign-in that they were made from.
CREATE TABLE push_device (
    id         TEXT    NOT NULL,
    account    TEXT    NOT NULL,
    credential TEXT    NOT NULL,
    platform   TEXT    NOT NULL,
    endpoint   TEXT    NOT NULL,
    p256dh     TEXT    NULL,
    auth       TEXT    NULL,
    name       TEXT    NULL,
    added_at   INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    CONSTRAINT push_device_pkey PRIMARY KEY (id)
);
CREATE INDEX push_device_account ON push_device (account);
CREATE INDEX push_device_credential ON push_device (credential);
CREATE INDEX push_device_seen ON push_device (seen_at);

-- How a notice to an account fares on its devices, as JSON; null where it goes by SMS.
ALTER TABLE notice ADD COLUMN push TEXT NULL;
