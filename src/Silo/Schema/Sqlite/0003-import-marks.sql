-- The import that wrote the policy last, its line there and the line's digest: a contradicting second line is noticed (docs/operations.md).
ALTER TABLE policy ADD COLUMN import_run TEXT NULL;
ALTER TABLE policy ADD COLUMN import_line INTEGER NULL;
ALTER TABLE policy ADD COLUMN import_digest INTEGER NULL;
