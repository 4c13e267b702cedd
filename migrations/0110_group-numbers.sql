CREATE OR REPLACE VIEW working_group.v_decision AS
SELECT decision.id, decision.meeting_id, meeting.number AS meeting_number, coalesce(meeting.held_on, meeting.day) AS meeting_day,
       meeting.state AS meeting_state, item.id AS item_id, item.title AS item_title, item.source, item.source_id,
       item.number || '.' || (SELECT count(*) FROM working_group.decision AS before
         WHERE before.item_id = decision.item_id AND before.place <= decision.place) AS number,
       decision.text, decision.responsible_id, decision.responsible_name, decision.due_on, decision.expected_result, decision.outcome,
       decision.cancels_id,
       CASE WHEN protocol.signed_at IS NOT NULL THEN protocol.serial || '/' || protocol.year END AS protocol_number
FROM working_group.decision
JOIN working_group.agenda_item AS item ON item.id = decision.item_id
JOIN working_group.meeting AS meeting ON meeting.id = decision.meeting_id
LEFT JOIN working_group.protocol AS protocol ON protocol.meeting_id = meeting.id;

-- An assignment cites the number its protocol is registered under; one whose protocol nobody has signed cites no protocol.
UPDATE assignments.assignment SET basis =
  CASE WHEN decision.protocol_number IS NOT NULL THEN 'Протокол № ' || decision.protocol_number
    ELSE 'Решение заседания' || coalesce(' № ' || decision.meeting_number, '') END
  || ' от ' || to_char(decision.meeting_day, 'DD.MM.YYYY') || ', п. ' || decision.number
FROM working_group.v_decision AS decision
WHERE assignment.source = 'decision' AND assignment.source_id = decision.id;
