-- A job that speaks to the world commits what it is about to say, says it outside any transaction, and commits what became of it.
CREATE TABLE lib.open_call (
  job_id bigint PRIMARY KEY,
  job text NOT NULL,
  began_at timestamptz NOT NULL
);
COMMENT ON TABLE lib.open_call IS 'Jobs that were about to speak to the world and have not said what became of it: one that is found here at its next run was cut off, and the call may have happened';
