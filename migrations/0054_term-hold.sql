-- A pause of the answer's term beside the question to the resident: by a ground of packs/grounds, until a named day at most.
CREATE TABLE cases.term_hold (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases.case_file (id),
  ground_id text NOT NULL,
  ground_version text NOT NULL,
  reason text NOT NULL,
  held_at timestamptz NOT NULL,
  -- The last local day it may last.
  until date NOT NULL,
  by_ref text NOT NULL,
  by_name text NOT NULL,
  ended_at timestamptz,
  end_reason text
);
COMMENT ON TABLE cases.term_hold IS 'Паузы срока ответа по основанию: кто, почему, до какого дня, чем кончилась';
-- One at a time; the sweep looks for those past their day.
CREATE UNIQUE INDEX term_hold_open ON cases.term_hold (case_id) WHERE ended_at IS NULL;
CREATE INDEX term_hold_case ON cases.term_hold (case_id);
