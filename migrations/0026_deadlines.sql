CREATE SCHEMA deadlines;
COMMENT ON SCHEMA deadlines IS 'What an administrator has put over the shipped packs of terms and of the working calendar';

CREATE TABLE deadlines.rule_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule_id text NOT NULL,
  version text NOT NULL,
  valid_from date NOT NULL,
  entry jsonb NOT NULL,
  reason text NOT NULL,
  saved_by uuid,
  saved_at timestamptz NOT NULL,
  UNIQUE (rule_id, version)
);
COMMENT ON TABLE deadlines.rule_entry IS 'New dated versions of rules of terms, never changed once saved: running clocks name them. entry is the whole rule as it would stand in packs/deadlines';

CREATE TABLE deadlines.calendar_year (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  year smallint NOT NULL,
  data jsonb NOT NULL,
  source text NOT NULL,
  saved_by uuid,
  saved_at timestamptz NOT NULL
);
COMMENT ON TABLE deadlines.calendar_year IS 'Years of the working calendar imported from a file; of one year the latest is in force';
