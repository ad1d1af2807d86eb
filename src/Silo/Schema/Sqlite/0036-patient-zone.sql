-- Where the patient is, as they said when they were booked: the zone in whose time they are told.
ALTER TABLE appointment ADD COLUMN patient_zone TEXT NULL;
