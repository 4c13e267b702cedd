-- What figures and the desk of terms read of incidents, and of the ladder of any term.
CREATE OR REPLACE VIEW incidents.v_incident AS
SELECT id, number, title, status, block, fact_id, address, street_id, house, district_id, unit_id, opened_at,
       importance, origin, h3, lat, lon, due_at, dismiss_reason, merged_into, case_id
FROM incidents.incident;
COMMENT ON VIEW incidents.v_incident IS 'Incidents for figures and desks above: no words of authors beside the masked title';

CREATE VIEW incidents.v_running AS
SELECT incident_id, kind, started_at, due_at FROM incidents.term WHERE ended_at IS NULL;
COMMENT ON VIEW incidents.v_running IS 'Terms of incidents that run';

CREATE VIEW clocks.v_ladder AS
SELECT subject_kind, subject_id, kind, started_at, due_at, next_step, next_step_at FROM clocks.clock WHERE stopped_at IS NULL;
COMMENT ON VIEW clocks.v_ladder IS 'Where running terms stand on the ladder: next_step is the one to come, 0 while none is planned';

CREATE VIEW cases.v_ladder AS
SELECT case_id, kind, started_at, due_at, next_step, next_step_at FROM cases.clock WHERE stopped_at IS NULL;
COMMENT ON VIEW cases.v_ladder IS 'Where running terms of cases stand on the ladder, as clocks.v_ladder of all others';
