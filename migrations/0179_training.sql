CREATE SCHEMA training;
COMMENT ON SCHEMA training IS 'Shifts played for learning: they hold invented words and what a learner did with them, and touch no other data';

CREATE TABLE training.session (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL,
  person_name text NOT NULL,
  scenario text NOT NULL,
  version text NOT NULL,
  -- How many minutes of the scenario pass in a minute.
  speed integer NOT NULL CHECK (speed IN (1, 2, 5, 10)),
  is_exam boolean NOT NULL,
  started_at timestamptz NOT NULL,
  -- Ended before its time by the learner; null = it runs, or has run out.
  ended_at timestamptz
);
COMMENT ON TABLE training.session IS 'One playing of a scenario by one person';
CREATE INDEX session_person ON training.session (person_id, started_at DESC);

CREATE TABLE training.act (
  session_id uuid NOT NULL REFERENCES training.session,
  event text NOT NULL,
  at timestamptz NOT NULL,
  act text NOT NULL CHECK (act IN ('answer', 'join', 'dismiss', 'flag')),
  reason text,
  to_event text,
  words text NOT NULL DEFAULT '',
  PRIMARY KEY (session_id, event)
);
COMMENT ON TABLE training.act IS 'What the learner did with each thing that appeared, once for each';
