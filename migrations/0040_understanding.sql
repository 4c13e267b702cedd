CREATE SCHEMA understanding;
COMMENT ON SCHEMA understanding IS 'The model of topics: what people of this place chose, versions taught by it, which one is in force';

CREATE TABLE understanding.example (
  case_id uuid PRIMARY KEY,
  block text NOT NULL,
  fact_id text NOT NULL,
  suggested_fact_id text,
  suggested_block text,
  confidence real,
  labelled_at timestamptz NOT NULL,
  labelled_by text NOT NULL
);
COMMENT ON TABLE understanding.example IS 'A case a person has sorted, for the next training: the label and a reference to the case. The words stay with the case alone: erased there, they are learned from no more';
CREATE INDEX example_time ON understanding.example (labelled_at);

CREATE TABLE understanding.model_version (
  id uuid PRIMARY KEY,
  number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  kind text NOT NULL CHECK (kind IN ('shipped', 'taught')),
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  file bytea NOT NULL,
  file_hash text NOT NULL UNIQUE,
  taxonomy text NOT NULL,
  examples integer NOT NULL DEFAULT 0,
  held_out integer NOT NULL DEFAULT 0,
  figures jsonb NOT NULL,
  thresholds jsonb NOT NULL,
  champion_id uuid REFERENCES understanding.model_version,
  champion_figures jsonb,
  verdict text NOT NULL DEFAULT '',
  is_champion boolean NOT NULL DEFAULT false,
  promoted_at timestamptz,
  promoted_by text
);
COMMENT ON TABLE understanding.model_version IS 'Every model that was shipped or taught here, whole, with its figures on cases kept aside and those of the champion of that day on the same cases';
COMMENT ON COLUMN understanding.model_version.champion_id IS 'The version it was compared with';
COMMENT ON COLUMN understanding.model_version.verdict IS 'Why it took force by itself or waits for a person, in words';
CREATE UNIQUE INDEX model_version_champion ON understanding.model_version (is_champion) WHERE is_champion;

CREATE TABLE understanding.judgement (
  version_id uuid NOT NULL REFERENCES understanding.model_version ON DELETE CASCADE,
  case_id uuid NOT NULL,
  truth_fact text NOT NULL,
  said_fact text,
  truth text NOT NULL,
  said text NOT NULL,
  confidence real NOT NULL,
  PRIMARY KEY (version_id, case_id)
);
COMMENT ON TABLE understanding.judgement IS 'What a taught version said of each case kept aside, beside what a person chose: examples of a cell of the confusion table';
CREATE INDEX judgement_cell ON understanding.judgement (version_id, truth, said);

CREATE TABLE understanding.training (
  id uuid PRIMARY KEY,
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  stage text NOT NULL DEFAULT 'queued' CHECK (stage IN ('queued', 'reading', 'learning', 'judging', 'done', 'failed')),
  share real NOT NULL DEFAULT 0,
  examples integer NOT NULL DEFAULT 0,
  finished_at timestamptz,
  took_ms integer,
  version_id uuid REFERENCES understanding.model_version,
  error text
);
COMMENT ON TABLE understanding.training IS 'Runs of training with their progress';
CREATE INDEX training_time ON understanding.training (asked_at);

CREATE TABLE understanding.threshold (
  scope text PRIMARY KEY,
  value real NOT NULL CHECK (value BETWEEN 0 AND 1),
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
COMMENT ON TABLE understanding.threshold IS 'Confidence from which a proposal counts as sure, set by hand: fact:<id>, category:<id> or block:<code>; outlives training';

CREATE TABLE understanding.setting (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  promotes_by_rule boolean NOT NULL DEFAULT true,
  revision integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE understanding.setting IS 'One row. revision grows with every change of the champion, a threshold or the rule: by it processes see that they are to load anew';
INSERT INTO understanding.setting DEFAULT VALUES;

-- Cases sorted before this table existed teach too.
INSERT INTO understanding.example (case_id, block, fact_id, suggested_fact_id, suggested_block, confidence,
  labelled_at, labelled_by)
SELECT id, block, fact_id, suggestion -> 0 ->> 'factId', suggestion -> 0 ->> 'block',
  (suggestion -> 0 ->> 'confidence')::real, registered_at, 'system:migration'
FROM cases.case_file WHERE topic_source = 'operator' AND fact_id IS NOT NULL AND block IS NOT NULL;
