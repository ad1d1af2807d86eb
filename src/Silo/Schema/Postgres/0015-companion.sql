-- Who stayed beside another specialist: they leave with their post, as those of a running leg do.
ALTER TABLE session ADD COLUMN companion text;
CREATE INDEX session_companion ON session (companion) WHERE companion IS NOT NULL;
