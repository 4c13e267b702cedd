-- Numbers of the city's document system, beside our own: one for each paper, kept as it was told.
CREATE SCHEMA city_numbers;

CREATE TABLE city_numbers.number (
  paper_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('protocol', 'extract', 'act', 'assignment', 'report')),
  number text NOT NULL CHECK (number ~ '[0-9]' AND length(number) <= 60),
  day date NOT NULL,
  source text NOT NULL CHECK (source IN ('hand', 'file')),
  entered_at timestamptz NOT NULL,
  entered_by uuid NOT NULL,
  entered_by_name text NOT NULL,
  version int NOT NULL DEFAULT 1
);
COMMENT ON TABLE city_numbers.number IS 'Registration numbers the city''s document system gave to papers of the centre. paper_id: the protocol''s meeting, the extract, the act, the assignment, the report; day: that of the registration there. Former numbers stand in the journal';
-- Each kind has a journal of registration of its own there, and each year begins anew.
CREATE UNIQUE INDEX number_once ON city_numbers.number (kind, lower(number), extract(year FROM day));

CREATE VIEW city_numbers.v_number AS SELECT paper_id, kind, number, day FROM city_numbers.number;
COMMENT ON VIEW city_numbers.v_number IS 'The number a paper has in the city''s document system, for cards, lists, searches and papers';

-- Papers are cited by this number: what it was, and who wrote it, is evidence as the paper itself is.
INSERT INTO audit.guard (kind, relation, keys, columns, due, is_final) VALUES
('city-number', 'city_numbers.number', '{paper_id}', '{kind,number,day,source,entered_at,entered_by,entered_by_name}', 'true', false);
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON city_numbers.number
  FOR EACH ROW EXECUTE FUNCTION audit.touch('city-number', 'paper_id');
