-- Terms of an appeal beside its answer, as the journal of the office shows them.
CREATE VIEW cases.v_term AS
SELECT id, case_id, kind, rule_id, started_at, due_at, stopped_at, note FROM cases.clock;
COMMENT ON VIEW cases.v_term IS 'Terms of cases, running and over, for the card and the journal of the office: no personal data';
