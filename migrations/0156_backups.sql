-- Copies of the installation: what their keeper (scripts/backup) tells the server, and what it is asked for.
CREATE SCHEMA backups;
COMMENT ON SCHEMA backups IS 'Copies of the installation, as their keeper tells of them';

CREATE TABLE backups.state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  told_at timestamptz NOT NULL,
  facts jsonb NOT NULL
);
COMMENT ON TABLE backups.state IS 'How copies are, as the keeper told last';
COMMENT ON COLUMN backups.state.facts IS 'Spans that can be returned to, sizes, what fails: server/base/backups/facts.ts';

CREATE TABLE backups.request (
  kind text PRIMARY KEY CHECK (kind IN ('take', 'check')),
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL
);
COMMENT ON TABLE backups.request IS 'Work the keeper is to do: it deletes what it begins';

CREATE TABLE backups.run (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('take', 'check')),
  outcome text NOT NULL CHECK (outcome IN ('running', 'done', 'failed')),
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  words text NOT NULL DEFAULT '',
  bytes bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE backups.run IS 'A copy that was taken, or a check of the last one: returned to a temporary folder and verified';
CREATE INDEX run_began ON backups.run (kind, began_at DESC);

CREATE TABLE backups.fault (
  code text PRIMARY KEY,
  since timestamptz NOT NULL
);
COMMENT ON TABLE backups.fault IS 'What is wrong with copies and was told to administrators; forgotten once it has passed';
