-- Ids of credentials and attempts stand hashed from this version on. Those that stood plain are hashed by a grain; it says itself when it looks again.
INSERT INTO due (kind, key, at) VALUES ('storedIds', 'all', 0) ON CONFLICT (kind, key) DO NOTHING;
