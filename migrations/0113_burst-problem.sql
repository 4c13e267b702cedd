ALTER TABLE problems.burst ADD COLUMN problem_id uuid REFERENCES problems.problem;
COMMENT ON COLUMN problems.burst.problem_id IS 'The mass problem its messages were gathered into';
