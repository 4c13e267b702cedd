ALTER TABLE working_group.agenda_item ADD COLUMN began_at timestamptz;
ALTER TABLE working_group.agenda_item ADD COLUMN ended_at timestamptz;
COMMENT ON COLUMN working_group.agenda_item.began_at IS 'When the meeting came to the item first';
COMMENT ON COLUMN working_group.agenda_item.ended_at IS 'When it left the item for the last time; none while it is in hand';

ALTER TABLE working_group.meeting ADD COLUMN voting_id uuid REFERENCES working_group.decision ON DELETE SET NULL;
COMMENT ON COLUMN working_group.meeting.voting_id IS 'The decision put to the vote in the room: members vote on it and on no other from their own devices';

CREATE TABLE working_group.draft (
  meeting_id uuid PRIMARY KEY REFERENCES working_group.meeting ON DELETE CASCADE,
  item_id uuid NOT NULL REFERENCES working_group.agenda_item ON DELETE CASCADE,
  text text NOT NULL,
  responsible_id uuid REFERENCES identity.person,
  due_on date,
  at timestamptz NOT NULL
);
COMMENT ON TABLE working_group.draft IS 'The decision as it is being typed, for the screen of the hall: no part of the record, gone once the decision is written down';
