-- Mass problems: members keep their own clock, answer and rating; the main case alone stands in the queue.
ALTER TABLE cases.case_file ADD COLUMN follows_id uuid REFERENCES cases.case_file;
ALTER TABLE cases.case_file ADD COLUMN follow_acts jsonb;
COMMENT ON COLUMN cases.case_file.follows_id IS 'Main case of the mass problem it is part of: sorted and answered together with it, each with its own clock, letter and rating';
COMMENT ON COLUMN cases.case_file.follow_acts IS 'What was done to it as part of the problem and what was before each act: taking it out restores that';
CREATE INDEX case_file_follows ON cases.case_file (follows_id) WHERE follows_id IS NOT NULL;

CREATE SCHEMA problems;
COMMENT ON SCHEMA problems IS 'Mass problems: what several residents tell of one matter, joined by a person''s word';

CREATE TABLE problems.problem (
  id uuid PRIMARY KEY,
  title text NOT NULL CHECK (title <> ''),
  state text NOT NULL CHECK (state IN ('proposed', 'open', 'answering', 'answered', 'declined', 'dissolved')),
  lead_id uuid NOT NULL REFERENCES cases.case_file,
  block text,
  fact_id text,
  district_id text,
  found_at timestamptz NOT NULL,
  opened_at timestamptz,
  opened_by text,
  ended_at timestamptz,
  touched_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE problems.problem IS 'A mass problem: proposed by the program, opened by a person; lead_id is the case answered for all. States: server/modules/problems/workflow.ts';
CREATE INDEX problem_state ON problems.problem (state, touched_at DESC, id);
CREATE INDEX problem_lead ON problems.problem (lead_id);

CREATE TABLE problems.member (
  problem_id uuid NOT NULL REFERENCES problems.problem,
  case_id uuid NOT NULL REFERENCES cases.case_file,
  state text NOT NULL CHECK (state IN ('proposed', 'confirmed', 'declined', 'left')),
  beside_id uuid REFERENCES cases.case_file,
  rule text,
  score real,
  metres real,
  hours real,
  added_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  PRIMARY KEY (problem_id, case_id)
);
COMMENT ON TABLE problems.member IS 'Cases of a problem: proposed beside another one with the reasons, confirmed or declined by a person, or taken out again';
CREATE UNIQUE INDEX member_case ON problems.member (case_id) WHERE state IN ('proposed', 'confirmed');

CREATE TABLE problems.refused_pair (
  first_id uuid NOT NULL REFERENCES cases.case_file,
  second_id uuid NOT NULL REFERENCES cases.case_file,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (first_id, second_id),
  CHECK (first_id < second_id)
);
COMMENT ON TABLE problems.refused_pair IS 'Pairs a person called different: never proposed again';

CREATE TABLE problems.burst (
  id uuid PRIMARY KEY,
  fact_id text NOT NULL,
  block text NOT NULL,
  district_id text NOT NULL,
  hours integer NOT NULL,
  count integer NOT NULL,
  usual real NOT NULL,
  threshold integer NOT NULL,
  rule_version text NOT NULL,
  examples uuid[] NOT NULL,
  began_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ended_at timestamptz,
  noted_by text,
  noted_at timestamptz
);
COMMENT ON TABLE problems.burst IS 'Early warnings: a topic came in a district far more often than at the same hour of former weeks; «» is without a district';
CREATE UNIQUE INDEX burst_running ON problems.burst (fact_id, district_id) WHERE ended_at IS NULL;
