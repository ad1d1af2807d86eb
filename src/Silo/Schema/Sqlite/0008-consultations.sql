-- Each time a doctor was with a patient, with its conclusion's id: two doctors, or one twice, are two rows.
CREATE TABLE consultation (
    id          TEXT    NOT NULL,
    session     TEXT    NOT NULL,
    patient     TEXT    NOT NULL,
    doctor      TEXT    NOT NULL,
    doctor_name TEXT    NOT NULL,
    specialty   TEXT    NOT NULL,
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER NULL,
    signed_at   INTEGER NULL,
    CONSTRAINT consultation_pkey PRIMARY KEY (id)
);
CREATE INDEX consultation_session ON consultation (session, started_at);
CREATE INDEX consultation_unsigned ON consultation (doctor, started_at) WHERE signed_at IS NULL;

-- How often the draft was saved: a save or a signature names the version that its doctor saw.
ALTER TABLE conclusion ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- Former sessions: what their conclusions tell, and of the last doctor what the row tells. When a talk ended was not kept.
INSERT INTO consultation (id, session, patient, doctor, doctor_name, specialty, started_at, ended_at, signed_at)
SELECT c.id, c.session, c.patient, c.doctor, c.doctor_name, c.specialty, c.consulted_at,
       CASE WHEN s.phase = 'consultation' AND s.staff = c.doctor THEN NULL ELSE coalesce(s.closed_at, c.saved_at, c.consulted_at) END,
       c.signed_at
FROM conclusion c JOIN session s ON s.id = c.session;

-- conclusion_id is a function of the program: the id follows from session and doctor (SchemaUpgrade).
INSERT INTO consultation (id, session, patient, doctor, doctor_name, specialty, started_at, ended_at)
SELECT conclusion_id(s.id, s.doctor), s.id, s.patient, s.doctor, s.doctor_name, s.doctor_queue, s.consulted_at,
       CASE WHEN s.phase = 'consultation' AND s.staff = s.doctor THEN NULL ELSE coalesce(s.closed_at, s.consulted_at) END
FROM session s
WHERE s.doctor IS NOT NULL AND s.patient IS NOT NULL AND s.consulted_at IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM conclusion c WHERE c.session = s.id AND c.doctor = s.doctor);

-- Commands that change records, each with the answer that it was given first (JSON); kept for a week.
CREATE TABLE command (
    caller TEXT    NOT NULL,
    id     TEXT    NOT NULL,
    kind   TEXT    NOT NULL,
    digest TEXT    NOT NULL,
    answer TEXT    NULL,
    at     INTEGER NOT NULL,
    CONSTRAINT command_pkey PRIMARY KEY (caller, id)
) WITHOUT ROWID;
CREATE INDEX command_at ON command (at);

-- Who asked for a call and asks again: when, last.
ALTER TABLE task ADD COLUMN asked_again_at INTEGER NULL;
