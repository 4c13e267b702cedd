-- Numbers a message has besides ours: of the system it came from, of the journal of appeals, of letters about it.
CREATE TABLE cases.number_part (
  part text COLLATE "C" NOT NULL,
  case_id uuid NOT NULL REFERENCES cases.case_file,
  PRIMARY KEY (part, case_id)
);
COMMENT ON TABLE cases.number_part IS 'Other numbers of a case, from each of their parts on: «1-2026-11-0979» is kept as «1-2026-11-979», «2026-11-979», «11-979», «979»; the end of a long solid number is read backwards after «~»';
CREATE INDEX number_part_case ON cases.number_part (case_id);

CREATE FUNCTION cases.fold_number(number text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(trim(BOTH '-' FROM regexp_replace(translate(lower(left(number, 120)), 'ёaceopxykmthb', 'еасеорхукмтнв'), '[^a-zа-я0-9]+', '-', 'g')),
  '(^|-)0+(?=[0-9])', '\1', 'g');
COMMENT ON FUNCTION cases.fold_number IS 'A number as it is compared: small letters, Latin ones that look Russian as Russian, one sign between its parts, no zeros before a part';

CREATE FUNCTION cases.number_parts(number text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  WITH whole AS (SELECT cases.fold_number(number) AS folded),
    pieces AS (SELECT string_to_array(folded, '-') AS list FROM whole WHERE folded <> '')
  SELECT array_to_string(list[start:], '-') FROM pieces, generate_series(1, least(cardinality(list), 8)) AS start
  UNION
  SELECT '~' || reverse(list[cardinality(list)]) FROM pieces WHERE list[cardinality(list)] ~ '^[0-9]{7,}$';
END;
COMMENT ON FUNCTION cases.number_parts IS 'What a number is found by: a run of its parts, or the end of a long solid one';

INSERT INTO cases.number_part (part, case_id)
SELECT DISTINCT part, case_id FROM (
  SELECT case_id, external_id AS number FROM cases.contact WHERE external_id IS NOT NULL AND external_id NOT LIKE 'content:%'
  UNION ALL SELECT case_id, number FROM office.appeal
  UNION ALL SELECT case_id, correspondent_number FROM office.appeal WHERE correspondent_number IS NOT NULL
  UNION ALL SELECT case_id, number FROM office.document WHERE number IS NOT NULL AND case_id IS NOT NULL
) AS known, LATERAL cases.number_parts(number) AS part;
