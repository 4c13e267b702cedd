ALTER TABLE working_group.meeting ADD COLUMN current_since timestamptz;
COMMENT ON COLUMN working_group.meeting.current_since IS 'When the meeting came to the item in hand this time: clocks run from it, while began_at of an item is the first time';
UPDATE working_group.meeting SET current_since = item.began_at
FROM working_group.agenda_item AS item WHERE item.id = current_item_id;
