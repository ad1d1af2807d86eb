-- The hash of what was signed, unknown for those signed until now, and which edition it is: 0 for a draft.
ALTER TABLE conclusion ADD COLUMN text_hash TEXT NULL;
ALTER TABLE conclusion ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
UPDATE conclusion SET edition = 1 WHERE signed_at IS NOT NULL;

-- Signed editions in whose place a correction came. Rows are never changed.
CREATE TABLE conclusion_former (
    id                  TEXT NOT NULL,
    edition             INTEGER NOT NULL,
    complaints          TEXT NOT NULL,
    history             TEXT NOT NULL,
    diagnosis           TEXT NOT NULL,
    recommendations     TEXT NOT NULL,
    secondary_diagnoses TEXT NOT NULL,
    follow_up_days      INTEGER NULL,
    version             INTEGER NOT NULL,
    saved_at            INTEGER NULL,
    signed_at           INTEGER NOT NULL,
    text_hash           TEXT NULL,
    corrected_at        INTEGER NOT NULL,
    CONSTRAINT conclusion_former_pkey PRIMARY KEY (id, edition)
);
