-- Rosters of staff: the plan is JSON. bookings grows with each booking, so that who changes a roster after looking at its bookings misses none.
CREATE TABLE roster (
    staff      TEXT    NOT NULL,
    plan       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    bookings   INTEGER NOT NULL DEFAULT 0,
    changed_by TEXT    NOT NULL,
    changed_at INTEGER NOT NULL,
    CONSTRAINT roster_pkey PRIMARY KEY (staff)
);
CREATE INDEX roster_changed ON roster (changed_at);

-- Booked consultations, cancelled ones too. wall is the agreed time at the doctor's place.
CREATE TABLE appointment (
    id              TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    state           TEXT    NOT NULL,
    patient         TEXT    NOT NULL,
    doctor          TEXT    NOT NULL,
    specialty       TEXT    NOT NULL,
    starts_at       INTEGER NOT NULL,
    zone            TEXT    NOT NULL,
    wall            TEXT    NOT NULL,
    buffer_minutes  INTEGER NOT NULL,
    reason          TEXT    NOT NULL,
    repeated        INTEGER NOT NULL,
    documents       TEXT    NULL,
    tell_by         TEXT    NOT NULL,
    tell_whom       TEXT    NOT NULL,
    override_reason TEXT    NULL,
    session         TEXT    NULL,
    outside_roster  INTEGER NOT NULL DEFAULT 0,
    changed_by      TEXT    NOT NULL,
    changed_at      INTEGER NOT NULL,
    cancelled_by    TEXT    NULL,
    cancel_reason   TEXT    NULL,
    CONSTRAINT appointment_pkey PRIMARY KEY (id)
);
CREATE INDEX appointment_patient ON appointment (patient, starts_at);
CREATE INDEX appointment_doctor ON appointment (doctor, starts_at);
CREATE INDEX appointment_changed ON appointment (changed_at);

-- Who has whose quarter of an hour: a doctor's or a person's goes to one booking only.
CREATE TABLE appointment_claim (
    kind        TEXT    NOT NULL,
    holder      TEXT    NOT NULL,
    starts_at   INTEGER NOT NULL,
    appointment TEXT    NOT NULL,
    CONSTRAINT appointment_claim_pkey PRIMARY KEY (kind, holder, starts_at)
);
CREATE INDEX appointment_claim_appointment ON appointment_claim (appointment);

-- What happened to bookings. Rows are never changed.
CREATE TABLE appointment_change (
    appointment TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    state       TEXT    NOT NULL,
    doctor      TEXT    NOT NULL,
    starts_at   INTEGER NOT NULL,
    changed_by  TEXT    NOT NULL,
    changed_at  INTEGER NOT NULL,
    reason      TEXT    NOT NULL,
    CONSTRAINT appointment_change_pkey PRIMARY KEY (appointment, version)
);
