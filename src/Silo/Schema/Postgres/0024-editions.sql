-- The hash of what was signed, unknown for those signed until now, and which edition it is: 0 for a draft.
ALTER TABLE conclusion ADD COLUMN text_hash text NULL;
ALTER TABLE conclusion ADD COLUMN edition integer NOT NULL DEFAULT 0;
UPDATE conclusion SET edition = 1 WHERE signed_at IS NOT NULL;

-- Signed editions in whose place a correction came. Rows are never changed.
CREATE TABLE conclusion_former (
    id                  text NOT NULL,
    edition             integer NOT NULL,
    complaints          text NOT NULL,
    history             text NOT NULL,
    diagnosis           text NOT NULL,
    recommendations     text NOT NULL,
    secondary_diagnoses text NOT NULL,
    follow_up_days      integer NULL,
    version             bigint NOT NULL,
    saved_at            timestamptz NULL,
    signed_at           timestamptz NOT NULL,
    text_hash           text NULL,
    corrected_at        timestamptz NOT NULL,
    CONSTRAINT conclusion_former_pkey PRIMARY KEY (id, edition)
);
