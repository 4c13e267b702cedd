CREATE UNLOGGED TABLE cases.writing (
  case_id uuid NOT NULL,
  person_id uuid NOT NULL,
  name text NOT NULL,
  since timestamptz NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (case_id, person_id)
);
COMMENT ON TABLE cases.writing IS 'Who is writing an answer of a case: believed for three minutes, so that colleagues see it beforehand. Lost with a crash, and no harm';
