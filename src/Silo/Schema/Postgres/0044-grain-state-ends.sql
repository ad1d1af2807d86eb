-- States of grains that are worth nothing any more are removed once a day; the grain says itself when it looks again.
INSERT INTO due (kind, key, at) VALUES ('grainStates', 'all', timestamptz 'epoch') ON CONFLICT (kind, key) DO NOTHING;
