-- How a consent was confirmed: in which session, how far it was settled who called, over which connection. Null in rows of earlier versions.
ALTER TABLE consent ADD COLUMN session text;
ALTER TABLE consent ADD COLUMN identity text;
ALTER TABLE consent ADD COLUMN address text;
ALTER TABLE consent ADD COLUMN host text;
