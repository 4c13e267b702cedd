-- In what state a case was on any day: the last turn before its end. Plan: event_case.
CREATE VIEW cases.v_status_turn AS
SELECT id, case_id, at, data->>'to' AS status FROM cases.event WHERE kind = 'status';
COMMENT ON VIEW cases.v_status_turn IS 'Changes of state of cases, without their words; a case that has none is as it was registered';
