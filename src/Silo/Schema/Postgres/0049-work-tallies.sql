-- The work of specialists in sessions that are over, by hours. Sessions that were counted before are not in it.
CREATE TABLE work_tally (
    hour              timestamptz NOT NULL,
    staff             text        NOT NULL,
    offered           bigint      NOT NULL,
    answered          bigint      NOT NULL,
    talks             bigint      NOT NULL,
    talk_milliseconds bigint      NOT NULL,
    transferred       bigint      NOT NULL,
    CONSTRAINT work_tally_pkey PRIMARY KEY (hour, staff)
);
