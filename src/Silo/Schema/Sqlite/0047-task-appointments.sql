-- All tasks about a booking, finished ones too: they go with it.
CREATE INDEX task_of_appointment ON task (appointment) WHERE appointment IS NOT NULL;
