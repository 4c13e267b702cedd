-- What was said later in the incident a promise was made in, whatever place it names.
CREATE INDEX statement_incident ON conflicts.statement (incident_id, said_at) WHERE incident_id IS NOT NULL;
