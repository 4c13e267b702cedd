-- Side paths of a case: promises, interim answers, parts of co-executors, marked passages, corrections, storage terms.
CREATE TABLE cases.promise (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases.case_file,
  kind text NOT NULL CHECK (kind IN ('answer', 'interim')),
  text text NOT NULL,
  until date NOT NULL,
  unit_id uuid,
  promised_by text NOT NULL,
  made_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'broken', 'moved')),
  settled_at timestamptz,
  moved_to date
);
COMMENT ON TABLE cases.promise IS 'What was promised to a resident: by whom, until when, and whether it was kept, broken or moved to a later day';
CREATE INDEX promise_open ON cases.promise (until, id) WHERE state = 'open';
CREATE INDEX promise_case ON cases.promise (case_id);
CREATE INDEX promise_until ON cases.promise (until, id);
INSERT INTO cases.promise (id, case_id, kind, text, until, unit_id, promised_by, made_at)
SELECT DISTINCT ON (file.id) gen_random_uuid(), file.id, 'answer', left(answer.body, 500), file.promised_on,
  file.executor_unit_id, coalesce(answer.decided_by_name, answer.author_name), coalesce(answer.decided_at, answer.created_at)
FROM cases.case_file AS file JOIN cases.answer ON answer.case_id = file.id AND answer.state = 'released'
WHERE file.status = 'deferred' AND file.promised_on IS NOT NULL AND answer.promised_on IS NOT NULL
ORDER BY file.id, answer.version DESC;

CREATE TABLE cases.interim (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases.case_file,
  body text NOT NULL,
  final_on date NOT NULL,
  author text NOT NULL,
  author_name text NOT NULL,
  created_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('waits', 'released', 'returned')),
  decided_by_name text,
  decided_at timestamptz,
  return_reason text
);
COMMENT ON TABLE cases.interim IS 'Interim answers: released to the resident while the case stays in work; the final answer is promised until final_on';
CREATE INDEX interim_case ON cases.interim (case_id);
CREATE UNIQUE INDEX interim_waits ON cases.interim (case_id) WHERE state = 'waits';

CREATE TABLE cases.part (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases.case_file,
  unit_id uuid NOT NULL,
  task text NOT NULL,
  due_on date NOT NULL,
  asked_by_name text NOT NULL,
  asked_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'given', 'withdrawn')),
  body text,
  given_by_name text,
  given_at timestamptz,
  return_reason text
);
COMMENT ON TABLE cases.part IS 'Parts of an answer asked of co-executors, each with a term of its own; the responsible executor compiles them';
CREATE INDEX part_case ON cases.part (case_id);
ALTER TABLE cases.case_file ADD COLUMN co_unit_ids uuid[];
COMMENT ON COLUMN cases.case_file.co_unit_ids IS 'Units asked for a part: they read the case; null = none, so that a plain case is in no index of them';
CREATE INDEX case_file_co_units ON cases.case_file USING gin (co_unit_ids) WHERE co_unit_ids IS NOT NULL;

CREATE TABLE cases.answer_mark (
  id uuid PRIMARY KEY,
  answer_id uuid NOT NULL REFERENCES cases.answer,
  start_at integer NOT NULL,
  end_at integer NOT NULL CHECK (end_at > start_at),
  quote text NOT NULL,
  comment text NOT NULL,
  author_name text NOT NULL,
  at timestamptz NOT NULL
);
COMMENT ON TABLE cases.answer_mark IS 'Passages of a returned version with what to mend; offsets in UTF-16 units of that version''s text';
CREATE INDEX answer_mark_answer ON cases.answer_mark (answer_id);

ALTER TABLE cases.answer ADD COLUMN corrects uuid REFERENCES cases.answer;
ALTER TABLE cases.answer ADD COLUMN correction_reason text;
COMMENT ON COLUMN cases.answer.corrects IS 'The released version this one corrects: both stay, the resident is told';

ALTER TABLE cases.case_file ADD COLUMN anonymised_at timestamptz;
COMMENT ON COLUMN cases.case_file.anonymised_at IS 'Personal data were erased after their storage term (packs/retention)';
CREATE INDEX case_file_retention ON cases.case_file (regime, closed_at) WHERE closed_at IS NOT NULL AND anonymised_at IS NULL;
