CREATE SCHEMA imports;
COMMENT ON SCHEMA imports IS 'Registers loaded from files: every row is checked first, cases are made of the good ones after';

CREATE TABLE imports.import (
  id uuid PRIMARY KEY,
  filename text NOT NULL,
  bytes bigint NOT NULL,
  sha256 text NOT NULL,
  shape jsonb NOT NULL,
  fingerprint text NOT NULL,
  state text NOT NULL CHECK (state IN ('uploaded', 'queued', 'reading', 'making', 'done', 'failed', 'cancelled')),
  mapping jsonb NOT NULL DEFAULT '{}',
  source text,
  channel text NOT NULL DEFAULT 'import',
  is_own_city boolean NOT NULL DEFAULT true,
  is_strict boolean NOT NULL DEFAULT false,
  is_cancelling boolean NOT NULL DEFAULT false,
  attempts integer NOT NULL DEFAULT 0,
  rows_read integer NOT NULL DEFAULT 0,
  accepted integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  repeated integer NOT NULL DEFAULT 0,
  warned integer NOT NULL DEFAULT 0,
  error text,
  has_file boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  created_by uuid,
  created_by_name text NOT NULL,
  started_by uuid,
  started_by_name text,
  started_at timestamptz,
  finished_at timestamptz
);
COMMENT ON TABLE imports.import IS 'One file and what became of it: uploaded → queued → reading (rows are checked) → making (cases are made) → done, failed or cancelled';
COMMENT ON COLUMN imports.import.shape IS 'How the file is to be read: format, encoding, delimiter, sheet, header (TableShape)';
COMMENT ON COLUMN imports.import.mapping IS 'Field of ours → name of the column';
COMMENT ON COLUMN imports.import.is_own_city IS 'Addresses are looked up in the city''s gazetteer; else they stay as they are written';
COMMENT ON COLUMN imports.import.is_strict IS 'One refused row and nothing is loaded';
COMMENT ON COLUMN imports.import.attempts IS 'Runs begun: after a few that broke off the import is given up';
CREATE INDEX import_content ON imports.import (sha256, created_at);
CREATE INDEX import_unfinished ON imports.import (created_at) WHERE state IN ('queued', 'reading', 'making');

CREATE TABLE imports.line (
  import_id uuid NOT NULL REFERENCES imports.import ON DELETE CASCADE,
  row_no integer NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused', 'repeated')),
  external_source text,
  external_id text,
  reason text,
  warnings text[] NOT NULL DEFAULT '{}',
  draft jsonb,
  case_id uuid,
  case_number text,
  PRIMARY KEY (import_id, row_no)
);
COMMENT ON TABLE imports.line IS 'A row of an imported file: checked, waiting to become a case, or already one. draft holds personal data and is emptied as soon as the row is dealt with';
COMMENT ON COLUMN imports.line.row_no IS 'Number a person sees: of the line or of the sheet''s row';
CREATE INDEX line_waiting ON imports.line (import_id, row_no) WHERE state = 'waiting';
CREATE INDEX line_told ON imports.line (import_id, row_no) WHERE state IN ('refused', 'repeated') OR warnings <> '{}';

CREATE TABLE imports.mapping (
  fingerprint text PRIMARY KEY,
  mapping jsonb NOT NULL,
  source text NOT NULL,
  channel text NOT NULL,
  is_own_city boolean NOT NULL,
  used_at timestamptz NOT NULL
);
COMMENT ON TABLE imports.mapping IS 'How a table with these columns was loaded the last time; fingerprint is of the set of column names';
