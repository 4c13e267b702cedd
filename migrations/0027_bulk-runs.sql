-- One action over every case of a filter: checked, done and taken back in the background, a chunk at a time.
CREATE TABLE cases.bulk_run (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  action jsonb NOT NULL,
  state text NOT NULL,
  total integer NOT NULL,
  is_cancelling boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);
COMMENT ON TABLE cases.bulk_run IS 'An action over many cases: checking → ready → running → done or cancelled; undoing → undone. Its person''s rights are asked anew for every chunk';
CREATE INDEX bulk_run_owner ON cases.bulk_run (owner_id, created_at);

CREATE TABLE cases.bulk_item (
  run_id uuid NOT NULL REFERENCES cases.bulk_run ON DELETE CASCADE,
  case_id uuid NOT NULL,
  version integer NOT NULL,
  state text NOT NULL,
  number text,
  reason text,
  former jsonb,
  PRIMARY KEY (run_id, case_id)
);
COMMENT ON TABLE cases.bulk_item IS 'A case of a bulk run: waiting → ready or refused → done or refused → undone or kept; marked in the transaction that changes the case, so that it is never changed twice';
CREATE INDEX bulk_item_state ON cases.bulk_item (run_id, state, case_id);
