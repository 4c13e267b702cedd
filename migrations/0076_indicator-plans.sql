-- Numbers of a month and a year are read from indexes alone: a row of a case is a thousand bytes, what it is counted by a hundred.
CREATE INDEX case_file_counted ON cases.case_file (id)
  INCLUDE (district_id, block, fact_id, channel, executor_unit_id, registered_at, due_at, answered_at, closed_at, status, outcome,
           resolved, rating, reopen_count) WHERE merged_into IS NULL;
-- Answers after their term are few: those of later days that stood unfulfilled in an older period.
CREATE INDEX case_file_late ON cases.case_file (answered_at, due_at)
  INCLUDE (id, district_id, block, fact_id, channel, executor_unit_id, reopen_count) WHERE answered_at > due_at AND merged_into IS NULL;
CREATE INDEX case_file_reopened ON cases.case_file (id)
  INCLUDE (district_id, block, fact_id, channel, executor_unit_id, answered_at, closed_at, status) WHERE reopen_count > 0 AND merged_into IS NULL;
-- Terms that are over; registration writes neither of these.
CREATE INDEX clock_over ON cases.clock (due_at) INCLUDE (stopped_at, case_id) WHERE kind = 'answer' AND stopped_at IS NOT NULL;
CREATE INDEX clock_late ON cases.clock (stopped_at) INCLUDE (due_at, case_id) WHERE kind = 'answer' AND stopped_at > due_at;

-- A line of a timeline is wide; each kind of step has an index that holds all that is asked of it.
DROP INDEX cases.event_step;
CREATE INDEX event_assigned ON cases.event (at) INCLUDE (case_id) WHERE kind = 'status' AND data->>'to' = 'assigned';
CREATE INDEX event_review ON cases.event (at) INCLUDE (case_id) WHERE kind = 'status' AND data->>'to' = 'review';
CREATE INDEX event_rework ON cases.event (at) INCLUDE (case_id) WHERE kind = 'status' AND data->>'to' = 'rework';
CREATE INDEX event_refusal ON cases.event (at) INCLUDE (case_id) WHERE kind = 'refusal';
CREATE OR REPLACE VIEW cases.v_step AS
SELECT case_id, at, 'assigned' AS step FROM cases.event WHERE kind = 'status' AND data->>'to' = 'assigned'
UNION ALL SELECT case_id, at, 'review' FROM cases.event WHERE kind = 'status' AND data->>'to' = 'review'
UNION ALL SELECT case_id, at, 'rework' FROM cases.event WHERE kind = 'status' AND data->>'to' = 'rework'
UNION ALL SELECT case_id, at, 'refused' FROM cases.event WHERE kind = 'refusal';

CREATE INDEX rating_scored ON cases.rating (at) INCLUDE (case_id, score) WHERE score IS NOT NULL;
CREATE VIEW cases.v_score AS SELECT case_id, at, score FROM cases.rating WHERE score IS NOT NULL;
COMMENT ON VIEW cases.v_score IS 'Ratings with a score, for indicators: whoever looks at devices takes v_rating';
