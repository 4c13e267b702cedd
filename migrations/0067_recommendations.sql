CREATE SCHEMA recommendations;
COMMENT ON SCHEMA recommendations IS 'Recommendations with measured effect, practices and their playbooks (decree 398 of 2021, chapter 2, clauses 2.3, 3.2.5, 3.2.6)';

CREATE TABLE recommendations.recommendation (
  id uuid PRIMARY KEY,
  title text NOT NULL CHECK (title <> ''),
  text text NOT NULL CHECK (text <> ''),
  evidence jsonb NOT NULL DEFAULT '[]',
  addressee_id uuid NOT NULL REFERENCES identity.person,
  addressee_name text NOT NULL,
  block text,
  district_id text,
  indicators text[] NOT NULL,
  weeks integer NOT NULL CHECK (weeks BETWEEN 1 AND 26),
  state text NOT NULL CHECK (state IN ('proposed', 'accepted', 'declined', 'applied', 'measured')),
  proposed_by_id uuid NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by_name text,
  decided_at timestamptz,
  decline_reason text,
  applied_on date,
  applied_note text NOT NULL DEFAULT '',
  effect jsonb,
  measured_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK ((state = 'declined') = (decline_reason IS NOT NULL)),
  CHECK ((state IN ('applied', 'measured')) = (applied_on IS NOT NULL)),
  CHECK ((state = 'measured') = (effect IS NOT NULL))
);
COMMENT ON TABLE recommendations.recommendation IS 'proposed → accepted → applied → measured, or declined with a reason; effect = indicators of the weeks before and after as they were counted, never changed';
CREATE INDEX recommendation_newest ON recommendations.recommendation (proposed_at DESC, id DESC);
CREATE INDEX recommendation_applied ON recommendations.recommendation (applied_on) WHERE state = 'applied';

CREATE TABLE recommendations.practice (
  id uuid PRIMARY KEY,
  title text NOT NULL CHECK (title <> ''),
  problem text NOT NULL CHECK (problem <> ''),
  action text NOT NULL CHECK (action <> ''),
  result text NOT NULL CHECK (result <> ''),
  owner text NOT NULL DEFAULT '',
  block text,
  steps jsonb NOT NULL,
  recommendation_id uuid REFERENCES recommendations.recommendation,
  made_by_id uuid NOT NULL,
  made_by_name text NOT NULL,
  made_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE recommendations.practice IS 'What was done about a problem and what came of it, in numbers; steps = its playbook, each with the working days it takes';
CREATE INDEX practice_newest ON recommendations.practice (made_at DESC, id DESC);

CREATE TABLE recommendations.adoption (
  id uuid PRIMARY KEY,
  practice_id uuid NOT NULL REFERENCES recommendations.practice,
  purpose text NOT NULL CHECK (purpose <> ''),
  steps jsonb NOT NULL,
  responsible_id uuid NOT NULL REFERENCES identity.person,
  responsible_name text NOT NULL,
  started_by_name text NOT NULL,
  started_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE recommendations.adoption IS 'A playbook that was started: its steps as they stood then, each with its day, when it was done';
CREATE INDEX adoption_practice ON recommendations.adoption (practice_id, started_at DESC);
