CREATE SCHEMA control;
COMMENT ON SCHEMA control IS 'Control of terms: who was told of which, what a changed rule would do, which case may be late';

CREATE TABLE control.notice (
  clock_id uuid NOT NULL,
  round smallint NOT NULL,
  step smallint NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL,
  due_at timestamptz NOT NULL,
  told_at timestamptz NOT NULL,
  PRIMARY KEY (clock_id, round, step)
);
COMMENT ON TABLE control.notice IS 'Steps of the escalation ladder that were announced. The key is claimed in the transaction that writes the letters, so no clock is announced twice; round = how often its term was prolonged';

CREATE TABLE control.line (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  clock_id uuid NOT NULL,
  round smallint NOT NULL,
  step smallint NOT NULL,
  person_id uuid NOT NULL,
  case_id uuid NOT NULL,
  number text NOT NULL,
  kind text NOT NULL,
  fact_id text,
  title text NOT NULL,
  due_at timestamptz NOT NULL,
  send_at timestamptz NOT NULL,
  sent_at timestamptz,
  is_dropped boolean NOT NULL DEFAULT false,
  UNIQUE (clock_id, round, step, person_id)
);
COMMENT ON TABLE control.line IS 'What each person is to be told, until the hour of their letter: quiet hours and digests gather lines. is_dropped = the term ended before the letter';
CREATE INDEX line_due ON control.line (send_at) WHERE sent_at IS NULL;
