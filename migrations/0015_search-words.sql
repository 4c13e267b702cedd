-- Words that occur in cases, for what was typed with a mistake; and what the search of a case was built from.
CREATE TABLE cases.search_word (
  lexeme text PRIMARY KEY,
  word text,
  uses integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE cases.search_word IS 'Dictionary of the search: stems that occur in cases, one written form of each, and in about how many cases it stands (counted nightly)';
CREATE INDEX search_word_trigrams ON cases.search_word USING gin (lexeme gin_trgm_ops);

ALTER TABLE cases.search_document ADD COLUMN edition smallint NOT NULL DEFAULT 0;
COMMENT ON COLUMN cases.search_document.edition IS 'Which way of building the words it was made by; an older one is built anew in the background';
CREATE INDEX search_document_old ON cases.search_document (case_id) WHERE edition < 1;
