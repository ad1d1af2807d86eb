-- How the two of a booking are to talk, as it was agreed: chat, audio, video.
ALTER TABLE appointment ADD COLUMN mode TEXT NULL;
