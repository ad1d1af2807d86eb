-- The work of specialists in sessions that are over, by hours. Sessions that were counted before are not in it.
CREATE TABLE work_tally (
    hour              INTEGER NOT NULL,
    staff             TEXT    NOT NULL,
    offered           INTEGER NOT NULL,
    answered          INTEGER NOT NULL,
    talks             INTEGER NOT NULL,
    talk_milliseconds INTEGER NOT NULL,
    transferred       INTEGER NOT NULL,
    CONSTRAINT work_tally_pkey PRIMARY KEY (hour, staff)
) WITHOUT ROWID;
