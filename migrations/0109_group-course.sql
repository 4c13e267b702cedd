ALTER TABLE working_group.agenda_item DROP CONSTRAINT agenda_item_state_check;
ALTER TABLE working_group.agenda_item ADD CONSTRAINT agenda_item_state_check
  CHECK (state IN ('waiting', 'current', 'done', 'withdrawn', 'postponed'));
ALTER TABLE working_group.agenda_item DROP CONSTRAINT agenda_item_source_check;
ALTER TABLE working_group.agenda_item ADD CONSTRAINT agenda_item_source_check
  CHECK (source IN ('manual', 'overdue', 'problem', 'burst', 'promise', 'assignment', 'zone', 'postponed'));
ALTER TABLE working_group.agenda_item ADD COLUMN reason text NOT NULL DEFAULT '';
ALTER TABLE working_group.agenda_item ADD COLUMN raised_at timestamptz;
ALTER TABLE working_group.agenda_item ADD CONSTRAINT agenda_item_reason_check
  CHECK (state NOT IN ('withdrawn', 'postponed') OR reason <> '');
COMMENT ON COLUMN working_group.agenda_item.reason IS 'Why the item was withdrawn or postponed';
COMMENT ON COLUMN working_group.agenda_item.raised_at IS 'When an item of «Разное» was put on the agenda of a meeting under way';
CREATE INDEX agenda_item_postponed ON working_group.agenda_item (id) WHERE state = 'postponed';

ALTER TABLE working_group.meeting ADD COLUMN held_on date;
ALTER TABLE working_group.meeting ADD COLUMN agenda_votes jsonb;
COMMENT ON COLUMN working_group.meeting.held_on IS 'The day the meeting did take place, in the city; a month counts by it. None for meetings opened before it was kept: they count by their planned day';
COMMENT ON COLUMN working_group.meeting.agenda_votes IS 'Votes by which the agenda was approved at the opening; none where nobody counted';
ALTER TABLE working_group.attendance ADD COLUMN left_at timestamptz;

CREATE TABLE working_group.presiding (
  meeting_id uuid NOT NULL REFERENCES working_group.meeting,
  from_at timestamptz NOT NULL,
  to_at timestamptz,
  person_id uuid NOT NULL REFERENCES identity.person,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('chair', 'deputy')),
  PRIMARY KEY (meeting_id, from_at),
  CHECK (to_at > from_at)
);
COMMENT ON TABLE working_group.presiding IS 'Who presided over a meeting from when to when: one handed over to the other at a time; the last of them signs';
INSERT INTO working_group.presiding (meeting_id, from_at, to_at, person_id, name, role)
SELECT meeting.id, opened_at, CASE WHEN ended_at > opened_at THEN ended_at END, presiding_id, seat.name, seat.role
FROM working_group.meeting JOIN working_group.attendance AS seat ON seat.meeting_id = meeting.id AND seat.person_id = presiding_id
WHERE opened_at IS NOT NULL AND seat.role IN ('chair', 'deputy');
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON working_group.presiding
  FOR EACH ROW EXECUTE FUNCTION working_group.keep_record();

CREATE OR REPLACE VIEW working_group.v_meeting AS SELECT coalesce(held_on, day) AS day, state FROM working_group.meeting;
CREATE OR REPLACE VIEW working_group.v_decision AS
SELECT decision.id, decision.meeting_id, meeting.number AS meeting_number, coalesce(meeting.held_on, meeting.day) AS meeting_day,
       meeting.state AS meeting_state, item.id AS item_id, item.title AS item_title, item.source, item.source_id,
       item.number || '.' || (SELECT count(*) FROM working_group.decision AS before
         WHERE before.item_id = decision.item_id AND before.place <= decision.place) AS number,
       decision.text, decision.responsible_id, decision.responsible_name, decision.due_on, decision.expected_result, decision.outcome,
       decision.cancels_id
FROM working_group.decision
JOIN working_group.agenda_item AS item ON item.id = decision.item_id
JOIN working_group.meeting AS meeting ON meeting.id = decision.meeting_id;
