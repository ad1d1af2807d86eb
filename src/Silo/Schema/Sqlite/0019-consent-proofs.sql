-- How a consent was confirmed: in which session, how far it was settled who called, over which connection. Null in rows of earlier versions.
ALTER TABLE consent ADD COLUMN session TEXT;
ALTER TABLE consent ADD COLUMN identity TEXT;
ALTER TABLE consent ADD COLUMN address TEXT;
ALTER TABLE consent ADD COLUMN host TEXT;
