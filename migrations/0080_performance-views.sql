CREATE INDEX rating_word ON cases.rating (at) INCLUDE (case_id, resolved);
CREATE VIEW cases.v_word AS SELECT case_id, at, resolved FROM cases.rating;
COMMENT ON VIEW cases.v_word IS 'What residents said of the result, with a score or without: yes, partly, no; for indicators';
CREATE VIEW quality.v_flag AS
SELECT kind, day, unit_id, case_ids FROM quality.flag WHERE unit_id IS NOT NULL AND kind <> 'spot-check' AND state <> 'dismissed';
COMMENT ON VIEW quality.v_flag IS 'Signs of work done for the figure that nobody dismissed, by organisation; random checks are no sign';
