-- The open tasks are few, and read each time that one of them changes; those that are done are kept.
CREATE INDEX IF NOT EXISTS task_unfinished ON task (due_at) WHERE finished_at IS NULL;
