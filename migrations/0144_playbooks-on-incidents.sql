-- A playbook is started on a conflict, or on an incident that is of none (decree 398, clause 3.2.6).
ALTER TABLE conflicts.run ALTER COLUMN conflict_id DROP NOT NULL;
ALTER TABLE conflicts.run ADD COLUMN incident_id uuid;
ALTER TABLE conflicts.run ADD CHECK (num_nonnulls(conflict_id, incident_id) = 1);
COMMENT ON TABLE conflicts.run IS 'A playbook that was started on a conflict, or on an incident';
CREATE INDEX run_incident ON conflicts.run (incident_id, started_at) WHERE incident_id IS NOT NULL;

ALTER TABLE conflicts.task ALTER COLUMN conflict_id DROP NOT NULL;
ALTER TABLE conflicts.task ADD COLUMN incident_id uuid;
ALTER TABLE conflicts.task ADD CHECK (num_nonnulls(conflict_id, incident_id) = 1);
COMMENT ON COLUMN conflicts.task.is_void IS 'The conflict was closed before it was done; a step of an incident runs while the incident is open';
