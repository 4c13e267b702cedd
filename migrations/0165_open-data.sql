CREATE SCHEMA open_data;
COMMENT ON SCHEMA open_data IS 'The catalogue of open data: which records were given to everybody and when, without what they say';

CREATE TABLE open_data.issue (
  set_id text PRIMARY KEY,
  seq bigint NOT NULL DEFAULT 0,
  row_count integer NOT NULL DEFAULT 0,
  csv_bytes bigint NOT NULL DEFAULT 0,
  json_bytes bigint NOT NULL DEFAULT 0,
  first_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  checked_at timestamptz NOT NULL,
  added integer NOT NULL DEFAULT 0,
  changed integer NOT NULL DEFAULT 0,
  withdrawn integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE open_data.issue IS 'How each open set stands: one row a set, locked by whoever compares it with what may be given';
COMMENT ON COLUMN open_data.issue.seq IS 'The number of its last change; a reader of the change feed remembers it';
COMMENT ON COLUMN open_data.issue.row_count IS 'Records given as of the last change';
COMMENT ON COLUMN open_data.issue.csv_bytes IS 'About how long its CSV is';
COMMENT ON COLUMN open_data.issue.json_bytes IS 'About how long its JSON is';
COMMENT ON COLUMN open_data.issue.first_at IS 'When it was given for the first time';
COMMENT ON COLUMN open_data.issue.changed_at IS 'When a record was added, changed or withdrawn last';
COMMENT ON COLUMN open_data.issue.checked_at IS 'When the whole set was compared last';
COMMENT ON COLUMN open_data.issue.added IS 'Records the last change added';
COMMENT ON COLUMN open_data.issue.changed IS 'Records the last change changed';
COMMENT ON COLUMN open_data.issue.withdrawn IS 'Records the last change withdrew';

CREATE TABLE open_data.record (
  set_id text NOT NULL REFERENCES open_data.issue,
  key text NOT NULL,
  hash bytea,
  added_seq bigint NOT NULL,
  seq bigint NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (set_id, key),
  CHECK (added_seq <= seq)
);
COMMENT ON TABLE open_data.record IS 'Records of open sets as they were given last; what they say is read from their own system each time';
COMMENT ON COLUMN open_data.record.key IS 'What names the record in its set';
COMMENT ON COLUMN open_data.record.hash IS 'SHA-256 of what it said; null = withdrawn';
COMMENT ON COLUMN open_data.record.added_seq IS 'The change it came with, last if it came again';
COMMENT ON COLUMN open_data.record.seq IS 'Its last change';
CREATE INDEX record_changes ON open_data.record (set_id, seq);
