-- A policy's number as it is compared. What stands here is made anew by the program at once (KeyFolding.cs), as are the names' keys; most numbers are right already.
ALTER TABLE policy ADD COLUMN number_key TEXT NOT NULL DEFAULT '';
UPDATE policy SET number_key = upper(replace(number, ' ', ''));
DROP INDEX policy_said;
CREATE INDEX policy_number_key ON policy (number_key, insurer);

-- The rule by which the keys of persons and policies were made (Folding.Rule); 0 for those of before.
CREATE TABLE folding (rule INTEGER NOT NULL);
INSERT INTO folding (rule) VALUES (0);
