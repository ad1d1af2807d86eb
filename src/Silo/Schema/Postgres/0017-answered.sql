-- Whether any specialist talked with the patient: a call that ended before is no talk in the calendar. Unknown for the sessions until now.
ALTER TABLE session ADD COLUMN answered boolean;
