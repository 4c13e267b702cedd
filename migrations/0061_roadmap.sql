CREATE SCHEMA roadmap;
COMMENT ON SCHEMA roadmap IS 'Measures by which the municipal centre is made (decree 398 of 2021, chapter 2, clause 2.5)';

CREATE TABLE roadmap.measure (
  id uuid PRIMARY KEY,
  code text UNIQUE,
  place integer NOT NULL,
  section text NOT NULL CHECK (section <> ''),
  title text NOT NULL CHECK (title <> ''),
  clause text NOT NULL DEFAULT '',
  result text NOT NULL DEFAULT '',
  owner_id uuid REFERENCES identity.person,
  owner_name text,
  from_day date NOT NULL,
  due_on date NOT NULL,
  readiness integer NOT NULL DEFAULT 0 CHECK (readiness BETWEEN 0 AND 100),
  evidence text NOT NULL DEFAULT '',
  done_on date,
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK (due_on >= from_day),
  CHECK ((readiness = 100) = (done_on IS NOT NULL)),
  CHECK (readiness < 100 OR evidence <> '')
);
COMMENT ON TABLE roadmap.measure IS 'A measure with its owner, days, readiness and what proves it; code = the line of packs/roadmap it came from';
CREATE INDEX measure_place ON roadmap.measure (place, id);

CREATE TABLE roadmap.progress (
  id uuid PRIMARY KEY,
  measure_id uuid NOT NULL REFERENCES roadmap.measure ON DELETE CASCADE,
  readiness integer NOT NULL,
  note text NOT NULL,
  evidence text NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL
);
COMMENT ON TABLE roadmap.progress IS 'What was told of a measure, the newest last; never changed';
CREATE INDEX progress_measure ON roadmap.progress (measure_id, at);
