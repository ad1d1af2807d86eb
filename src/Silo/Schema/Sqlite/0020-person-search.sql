-- Search of persons: by the beginning of the name, in the order of its characters and without looking at the row; by birth date; by the last digits of the phone.
DROP INDEX person_name;
CREATE INDEX person_name ON person (name_key, birth_date, id);
CREATE INDEX person_birth ON person (birth_date);
CREATE INDEX person_phone_end ON person (substr(phone, -4));

-- The words of all names, and the pieces of three letters by which a mistyped word finds those that are like it. The program fills them at once (NameWords.cs).
CREATE TABLE name_word (
    word TEXT NOT NULL,
    CONSTRAINT name_word_pkey PRIMARY KEY (word)
) WITHOUT ROWID;
CREATE TABLE name_trigram (
    trigram TEXT NOT NULL,
    word    TEXT NOT NULL,
    CONSTRAINT name_trigram_pkey PRIMARY KEY (trigram, word)
) WITHOUT ROWID;
