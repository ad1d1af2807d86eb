-- Devices that are told by push. They end with the sign-in that they were made from.
CREATE TABLE push_device (
    id         text        NOT NULL,
    account    text        NOT NULL,
    credential text        NOT NULL,
    platform   text        NOT NULL,
    endpoint   text        NOT NULL,
    p256dh     text        NULL,
    auth       text        NULL,
    name       text        NULL,
    added_at   timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL,
    CONSTRAINT push_device_pkey PRIMARY KEY (id)
);
CREATE INDEX push_device_account ON push_device (account);
CREATE INDEX push_device_credential ON push_device (credential);
CREATE INDEX push_device_seen ON push_device (seen_at);

-- How a notice to an account fares on its devices, as JSON; null where it goes by SMS.
ALTER TABLE notice ADD COLUMN push text NULL;
