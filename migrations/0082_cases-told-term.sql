-- What the residents of a case were last told of its term: a moved date is told once, whatever moved it.
ALTER TABLE cases.case_file ADD told_due_at timestamptz;
COMMENT ON COLUMN cases.case_file.told_due_at IS 'The end of the term the residents were last told of; null = nobody was told one';
-- Few at a time: the date has moved and nobody was told yet.
CREATE INDEX case_file_term_untold ON cases.case_file (id) WHERE told_due_at <> due_at AND closed_at IS NULL;
