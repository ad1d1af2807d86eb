-- The import that wrote the policy last, its line there and the line's digest: a contradicting second line is noticed (docs/operations.md).
ALTER TABLE policy
    ADD COLUMN import_run    text    NULL,
    ADD COLUMN import_line   integer NULL,
    ADD COLUMN import_digest bigint  NULL;
