CREATE TABLE working_group.acquaintance (
  meeting_id uuid NOT NULL REFERENCES working_group.protocol,
  person_id uuid NOT NULL REFERENCES identity.person,
  at timestamptz NOT NULL,
  by_name text NOT NULL CHECK (by_name <> ''),
  PRIMARY KEY (meeting_id, person_id)
);
COMMENT ON TABLE working_group.acquaintance IS 'Members who said that they have read the signed protocol; by_name is another where a substitute read for them';
CREATE TRIGGER acquaintance_kept BEFORE UPDATE OR DELETE ON working_group.acquaintance
  FOR EACH ROW EXECUTE FUNCTION working_group.refuse_signed();

CREATE VIEW assignments.v_acquaintance AS
SELECT meeting_id, year, serial, responsible_id AS person_id, responsible_name AS name, acknowledged_at
FROM assignments.assignment WHERE source = 'decision' AND meeting_id IS NOT NULL AND state <> 'cancelled'
UNION ALL
SELECT meeting_id, year, serial, helper.person_id, helper.name, helper.acknowledged_at
FROM assignments.assignment JOIN assignments.co_executor AS helper ON helper.assignment_id = assignment.id
WHERE source = 'decision' AND meeting_id IS NOT NULL AND state <> 'cancelled';
COMMENT ON VIEW assignments.v_acquaintance IS 'Who executes assignments of a meeting and when each said they know, for the sheet of acquaintance';
