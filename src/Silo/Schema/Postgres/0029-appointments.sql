-- Rosters of staff: the plan is JSON. bookings grows with each booking, so that who changes a roster after looking at its bookings misses none.
CREATE TABLE roster (
    staff      text        NOT NULL,
    plan       text        NOT NULL,
    version    bigint      NOT NULL,
    bookings   bigint      NOT NULL DEFAULT 0,
    changed_by text        NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT roster_pkey PRIMARY KEY (staff)
);
CREATE INDEX roster_changed ON roster (changed_at);

-- Booked consultations, cancelled ones too. wall is the agreed time at the doctor's place.
CREATE TABLE appointment (
    id              text        NOT NULL,
    version         bigint      NOT NULL,
    state           text        NOT NULL,
    patient         text        NOT NULL,
    doctor          text        NOT NULL,
    specialty       text        NOT NULL,
    starts_at       timestamptz NOT NULL,
    zone            text        NOT NULL,
    wall            text        NOT NULL,
    buffer_minutes  integer     NOT NULL,
    reason          text        NOT NULL,
    repeated        boolean     NOT NULL,
    documents       text        NULL,
    tell_by         text        NOT NULL,
    tell_whom       text        NOT NULL,
    override_reason text        NULL,
    session         text        NULL,
    outside_roster  boolean     NOT NULL DEFAULT false,
    changed_by      text        NOT NULL,
    changed_at      timestamptz NOT NULL,
    cancelled_by    text        NULL,
    cancel_reason   text        NULL,
    CONSTRAINT appointment_pkey PRIMARY KEY (id)
);
CREATE INDEX appointment_patient ON appointment (patient, starts_at);
CREATE INDEX appointment_doctor ON appointment (doctor, starts_at);
CREATE INDEX appointment_changed ON appointment (changed_at);

-- Who has whose quarter of an hour: a doctor's or a person's goes to one booking only.
CREATE TABLE appointment_claim (
    kind        text        NOT NULL,
    holder      text        NOT NULL,
    starts_at   timestamptz NOT NULL,
    appointment text        NOT NULL,
    CONSTRAINT appointment_claim_pkey PRIMARY KEY (kind, holder, starts_at)
);
CREATE INDEX appointment_claim_appointment ON appointment_claim (appointment);

-- What happened to bookings. Rows are never changed.
CREATE TABLE appointment_change (
    appointment text        NOT NULL,
    version     bigint      NOT NULL,
    state       text        NOT NULL,
    doctor      text        NOT NULL,
    starts_at   timestamptz NOT NULL,
    changed_by  text        NOT NULL,
    changed_at  timestamptz NOT NULL,
    reason      text        NOT NULL,
    CONSTRAINT appointment_change_pkey PRIMARY KEY (appointment, version)
);
