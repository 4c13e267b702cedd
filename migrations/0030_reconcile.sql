CREATE SCHEMA reconcile;
COMMENT ON SCHEMA reconcile IS 'Comparison of our register with tables of ПОС: what differs, and what a person decided about it';

CREATE TABLE reconcile.snapshot (
  id uuid PRIMARY KEY,
  filename text NOT NULL,
  headers jsonb NOT NULL,
  fingerprint text NOT NULL,
  mapping jsonb NOT NULL,
  row_count integer NOT NULL,
  compared_at timestamptz,
  totals jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  created_by_name text NOT NULL
);
COMMENT ON TABLE reconcile.snapshot IS 'One table of ПОС as it was brought; rows leave after thirty days, totals and decisions stay';

CREATE TABLE reconcile.line (
  snapshot_id uuid NOT NULL REFERENCES reconcile.snapshot ON DELETE CASCADE,
  row_no integer NOT NULL,
  cells jsonb NOT NULL,
  PRIMARY KEY (snapshot_id, row_no)
);
COMMENT ON TABLE reconcile.line IS 'A row of the table by names of its columns, as it stands in the file';

CREATE TABLE reconcile.difference (
  id uuid PRIMARY KEY,
  snapshot_id uuid NOT NULL REFERENCES reconcile.snapshot ON DELETE CASCADE,
  row_no integer,
  external_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('missing-here', 'missing-there', 'status', 'term', 'answer')),
  case_id uuid,
  ours text,
  theirs text,
  decision text CHECK (decision IN ('take', 'keep')),
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  UNIQUE (snapshot_id, external_id, kind)
);
COMMENT ON TABLE reconcile.difference IS 'What differs between ПОС and here, both sides; nothing is changed until a person takes theirs or keeps ours. A kept one is not asked again while both sides stay as they were';
CREATE INDEX difference_shown ON reconcile.difference (snapshot_id, kind, external_id);
CREATE INDEX difference_kept ON reconcile.difference (external_id, kind) WHERE decision = 'keep';

CREATE TABLE reconcile.mapping (
  fingerprint text PRIMARY KEY,
  mapping jsonb NOT NULL,
  used_at timestamptz NOT NULL
);
COMMENT ON TABLE reconcile.mapping IS 'Which column means what, remembered by the set of columns';
