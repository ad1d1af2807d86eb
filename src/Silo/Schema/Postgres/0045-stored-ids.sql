-- Ids of credentials and attempts stand hashed from this version on. Those that stood plain are hashed by a grain, as soon as no silo looks for them any more; it says itself when it looks again.
INSERT INTO due (kind, key, at) VALUES ('storedIds', 'all', timestamptz 'epoch') ON CONFLICT (kind, key) DO NOTHING;
