-- Texts that staff keep for their conclusions and messages; nobody's but their own.
CREATE TABLE template (
    id              TEXT NOT NULL PRIMARY KEY,
    staff           TEXT NOT NULL,
    name            TEXT NOT NULL,
    complaints      TEXT NOT NULL,
    history         TEXT NOT NULL,
    diagnosis       TEXT NOT NULL,
    recommendations TEXT NOT NULL,
    message         TEXT NOT NULL,
    saved_at        INTEGER NOT NULL
);
CREATE INDEX template_staff ON template (staff);
