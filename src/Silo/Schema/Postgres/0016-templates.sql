-- Texts that staff keep for their conclusions and messages; nobody's but their own.
CREATE TABLE template (
    id              text        NOT NULL,
    staff           text        NOT NULL,
    name            text        NOT NULL,
    complaints      text        NOT NULL,
    history         text        NOT NULL,
    diagnosis       text        NOT NULL,
    recommendations text        NOT NULL,
    message         text        NOT NULL,
    saved_at        timestamptz NOT NULL,
    CONSTRAINT template_pkey PRIMARY KEY (id)
);
CREATE INDEX template_staff ON template (staff);
