CREATE TABLE deadlines.ladder_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  version text NOT NULL UNIQUE,
  valid_from date NOT NULL,
  entry jsonb NOT NULL,
  reason text NOT NULL,
  saved_by uuid,
  saved_at timestamptz NOT NULL
);
COMMENT ON TABLE deadlines.ladder_entry IS 'New dated versions of the escalation ladder, never changed once saved: a running clock keeps the ladder of the day it began. entry is a version as it would stand in packs/escalation';
