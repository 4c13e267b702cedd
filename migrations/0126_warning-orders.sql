ALTER TABLE assignments.assignment DROP CONSTRAINT assignment_source_check;
ALTER TABLE assignments.assignment ADD CONSTRAINT assignment_source_check
  CHECK (source IN ('decision', 'resolution', 'interaction', 'recommendation', 'order'));
ALTER TABLE assignments.link DROP CONSTRAINT link_kind_check;
ALTER TABLE assignments.link ADD CONSTRAINT link_kind_check CHECK (kind IN ('case', 'problem', 'zone', 'burst'));
COMMENT ON TABLE assignments.link IS 'What an assignment answers for: cases, mass problems, red zones, early warnings. What stands behind it is read anew, by the reader''s own reach';

CREATE OR REPLACE VIEW problems.v_burst AS
SELECT id, fact_id, block, district_id, hours, count, usual, examples, began_at, ended_at, problem_id FROM problems.burst;
COMMENT ON VIEW problems.v_burst IS 'Early warnings for agendas, reports and assignments; those that run have no ended_at';
