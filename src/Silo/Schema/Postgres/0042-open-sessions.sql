-- When a running leg ends by its limit, for those who look at all open sessions; of legs that run already it is known from their next change on.
ALTER TABLE session ADD COLUMN leg_ends_at timestamptz NULL;
CREATE INDEX session_open ON session (opened_at) WHERE closed_at IS NULL;
