CREATE SCHEMA federal;
COMMENT ON SCHEMA federal IS 'Files of the federal «Инцидент Менеджмент»: what came in, which incident is which of theirs, what differs and what a person decided';

CREATE TABLE federal.sheet (
  id uuid PRIMARY KEY,
  filename text NOT NULL,
  headers jsonb NOT NULL,
  fingerprint text NOT NULL,
  mapping jsonb NOT NULL,
  row_count integer NOT NULL,
  taken_at timestamptz,
  totals jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  created_by_name text NOT NULL
);
COMMENT ON TABLE federal.sheet IS 'One table as it was brought; rows leave after thirty days, totals and decisions stay';

CREATE TABLE federal.line (
  sheet_id uuid NOT NULL REFERENCES federal.sheet ON DELETE CASCADE,
  row_no integer NOT NULL,
  cells jsonb NOT NULL,
  PRIMARY KEY (sheet_id, row_no)
);
COMMENT ON TABLE federal.line IS 'A row of the table by names of its columns, as it stands in the file';

CREATE TABLE federal.link (
  number text PRIMARY KEY,
  incident_id uuid NOT NULL,
  -- The day it was posted on, by the table: what is not in a later table of these days is told.
  posted_on date NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL
);
COMMENT ON TABLE federal.link IS 'Which incident of ours is which of theirs, by their number';
CREATE INDEX link_posted ON federal.link (posted_on, number);
CREATE INDEX link_incident ON federal.link (incident_id);

CREATE TABLE federal.difference (
  id uuid PRIMARY KEY,
  sheet_id uuid NOT NULL REFERENCES federal.sheet ON DELETE CASCADE,
  row_no integer,
  number text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('status', 'term', 'answer', 'missing-there')),
  incident_id uuid,
  ours text,
  theirs text,
  decision text CHECK (decision IN ('take', 'keep')),
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  UNIQUE (sheet_id, number, kind)
);
COMMENT ON TABLE federal.difference IS 'What differs between the federal system and here, both sides; nothing changes until a person takes theirs or keeps ours. A kept one is not asked again while both sides stay as they were';
CREATE INDEX difference_shown ON federal.difference (sheet_id, kind, number);
CREATE INDEX difference_kept ON federal.difference (number, kind) WHERE decision = 'keep';

CREATE TABLE federal.mapping (
  fingerprint text PRIMARY KEY,
  mapping jsonb NOT NULL,
  used_at timestamptz NOT NULL
);
COMMENT ON TABLE federal.mapping IS 'Which column means what, remembered by the set of columns';
