ALTER TABLE working_group.membership ADD COLUMN end_ground text NOT NULL DEFAULT '';
COMMENT ON COLUMN working_group.membership.end_ground IS 'Why the composition of days gone by was put right, where the end was recorded after its day';
ALTER TABLE working_group.meeting ADD COLUMN organizer_id uuid REFERENCES identity.person;
COMMENT ON COLUMN working_group.meeting.organizer_id IS 'Who invited first: the organizer in everybody''s calendar for the whole life of the meeting (RFC 5546)';
