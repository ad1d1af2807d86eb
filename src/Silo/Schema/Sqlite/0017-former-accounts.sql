-- When the person came to a number that others had already; null for the first ones of a number, and for all from before this was kept.
ALTER TABLE person ADD COLUMN phone_since INTEGER NULL;

-- Accounts whose number everybody left: their sign-ins are over, and the number's next sign-in makes another account. Consents name them.
CREATE TABLE former_account (
    id         TEXT    NOT NULL,
    phone      TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at   INTEGER NOT NULL,
    CONSTRAINT former_account_pkey PRIMARY KEY (id)
);

-- Nobody knows any more which numbers without persons were left: whoever signed in by one of them does so again, but for those who are in a session now.
INSERT INTO former_account (id, phone, created_at, ended_at)
SELECT a.id, a.phone, a.created_at, CAST(strftime('%s', 'now') AS INTEGER) * 1000 FROM account a
WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.phone = a.phone)
  AND a.id NOT IN (SELECT s.owner_id FROM session s WHERE s.closed_at IS NULL AND s.owner_kind = 'account');
DELETE FROM account WHERE id IN (SELECT id FROM former_account);
