/** People are found by several words at once, however many people have each of them. */
export const migration0010 = `
-- The numbers of the people in search_text, which knows nothing but numbers.
CREATE TABLE search_person (
  number INTEGER PRIMARY KEY,
  registration TEXT NOT NULL UNIQUE REFERENCES registration (id) ON DELETE CASCADE
) STRICT;

-- All words of each person (store/several-words.ts). A mark is part of its word, as in search_word.
CREATE VIRTUAL TABLE search_text USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5',
  tokenize = "ascii tokenchars '^#@'"
);
CREATE TRIGGER search_person_is_deleted AFTER DELETE ON search_person
  BEGIN DELETE FROM search_text WHERE rowid = old.number; END;
`;
