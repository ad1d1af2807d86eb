-- The classification of diseases as it was imported last; the program's own codes of primary care are no rows.
CREATE TABLE diagnosis (
    code   TEXT NOT NULL,
    title  TEXT NOT NULL,
    in_use INTEGER NOT NULL,
    CONSTRAINT diagnosis_pkey PRIMARY KEY (code)
);

-- Each import that changed something: their number tells silos that there is another edition.
CREATE TABLE diagnosis_import (
    at    INTEGER NOT NULL,
    codes INTEGER NOT NULL
);

-- Diagnoses beside the main one, each on a line of its own, and in how many days the next consultation is.
ALTER TABLE conclusion ADD COLUMN secondary_diagnoses TEXT NOT NULL DEFAULT '';
ALTER TABLE conclusion ADD COLUMN follow_up_days INTEGER NULL;
