CREATE SCHEMA clocks;
COMMENT ON SCHEMA clocks IS 'Terms of any subject: what runs, who was told of which step, who is on duty';

CREATE TABLE clocks.clock (
  id uuid PRIMARY KEY,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  kind text NOT NULL,
  started_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  stopped_at timestamptz,
  round smallint NOT NULL DEFAULT 0,
  next_step smallint NOT NULL DEFAULT 0,
  next_step_at timestamptz,
  UNIQUE (subject_kind, subject_id, kind)
);
COMMENT ON TABLE clocks.clock IS 'Terms of subjects that keep no clocks of their own (cases keep theirs in cases.clock). kind = which ladder; round = how often the term was moved; next_step 0 = not planned yet';
CREATE INDEX clock_step ON clocks.clock (next_step_at) WHERE stopped_at IS NULL;
CREATE INDEX clock_unplanned ON clocks.clock (id) WHERE stopped_at IS NULL AND next_step = 0;

-- What was told of cases stays told.
ALTER TABLE control.notice SET SCHEMA clocks;
ALTER TABLE clocks.notice RENAME COLUMN case_id TO subject_id;
ALTER TABLE clocks.notice ADD COLUMN subject_kind text NOT NULL DEFAULT 'case';
ALTER TABLE clocks.notice ALTER COLUMN subject_kind DROP DEFAULT;

ALTER TABLE control.line SET SCHEMA clocks;
ALTER TABLE clocks.line RENAME COLUMN case_id TO subject_id;
ALTER TABLE clocks.line RENAME COLUMN number TO name;
ALTER TABLE clocks.line ADD COLUMN subject_kind text NOT NULL DEFAULT 'case';
ALTER TABLE clocks.line ALTER COLUMN subject_kind DROP DEFAULT;
ALTER TABLE clocks.line ADD COLUMN about text NOT NULL DEFAULT '';
ALTER TABLE clocks.line ALTER COLUMN about DROP DEFAULT;
ALTER TABLE clocks.line ADD COLUMN path text NOT NULL DEFAULT '';
ALTER TABLE clocks.line ALTER COLUMN path DROP DEFAULT;
UPDATE clocks.line SET path = '/staff/cases/' || name, name = 'Дело № ' || name;
ALTER TABLE clocks.line DROP COLUMN fact_id;
COMMENT ON TABLE clocks.line IS 'What each person is to be told, until the hour of their letter: quiet hours and digests gather lines. One row a person and step; is_dropped = the term ended before the letter';

CREATE TABLE clocks.duty (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity.person (id),
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  cancelled_at timestamptz,
  CHECK (from_at < to_at)
);
COMMENT ON TABLE clocks.duty IS 'Who is on duty when: those the ladder calls «дежурный». Whoever is absent then is stood in for as everywhere';
CREATE INDEX duty_to ON clocks.duty (to_at) WHERE cancelled_at IS NULL;
