ALTER TABLE working_group.ballot DROP CONSTRAINT ballot_pkey;
ALTER TABLE working_group.ballot ADD COLUMN decision_id uuid REFERENCES working_group.decision;
ALTER TABLE working_group.ballot ADD CONSTRAINT ballot_once UNIQUE NULLS NOT DISTINCT (item_id, decision_id, person_id);
CREATE INDEX ballot_decision ON working_group.ballot (decision_id) WHERE decision_id IS NOT NULL;
COMMENT ON TABLE working_group.ballot IS 'Open votes, one of a member on a decision; never changed. cast_by differs where the secretary recorded a raised hand. Without a decision: a vote on the item as a whole, as votes were cast before each decision had its own';

ALTER TABLE working_group.decision ADD COLUMN outcome text NOT NULL DEFAULT 'accepted'
  CHECK (outcome IN ('accepted', 'rejected', 'unvoted'));
ALTER TABLE working_group.decision ALTER COLUMN outcome DROP DEFAULT;
COMMENT ON COLUMN working_group.decision.outcome IS 'Accepted or not by its vote, by the rule of that day; where the meeting does not vote, what is written down is accepted. Only an accepted one binds';

ALTER TABLE working_group.decision ADD COLUMN cancels_id uuid;
COMMENT ON COLUMN working_group.decision.cancels_id IS 'The assignment this decision takes off control; no other is taken off by it';

-- What was recorded before has the vote it had; a signed protocol whose item nobody was asked to vote on says «решили» and stays so.
ALTER TABLE working_group.decision DISABLE TRIGGER kept;
UPDATE working_group.decision SET outcome = CASE
    WHEN told.total = 0 THEN CASE WHEN told.is_signed THEN 'accepted' ELSE 'unvoted' END
    WHEN told.yes * 2 > told.total OR (told.yes * 2 = told.total AND told.casting = 'for') THEN 'accepted'
    ELSE 'rejected' END
FROM (
  SELECT item.id AS item_id, count(ballot.person_id) AS total, count(*) FILTER (WHERE ballot.choice = 'for') AS yes,
    max(ballot.choice) FILTER (WHERE ballot.person_id = meeting.presiding_id) AS casting,
    bool_or(protocol.signed_at IS NOT NULL) AS is_signed
  FROM working_group.agenda_item AS item
  JOIN working_group.meeting AS meeting ON meeting.id = item.meeting_id AND meeting.uses_votes
  LEFT JOIN working_group.ballot AS ballot ON ballot.item_id = item.id
  LEFT JOIN working_group.protocol AS protocol ON protocol.meeting_id = meeting.id
  GROUP BY item.id
) AS told
WHERE decision.item_id = told.item_id;
ALTER TABLE working_group.decision ENABLE TRIGGER kept;

CREATE OR REPLACE VIEW working_group.v_decision AS
SELECT decision.id, decision.meeting_id, meeting.number AS meeting_number, meeting.day AS meeting_day, meeting.state AS meeting_state,
       item.id AS item_id, item.title AS item_title, item.source, item.source_id,
       item.number || '.' || (SELECT count(*) FROM working_group.decision AS before
         WHERE before.item_id = decision.item_id AND before.place <= decision.place) AS number,
       decision.text, decision.responsible_id, decision.responsible_name, decision.due_on, decision.expected_result, decision.outcome,
       decision.cancels_id
FROM working_group.decision
JOIN working_group.agenda_item AS item ON item.id = decision.item_id
JOIN working_group.meeting AS meeting ON meeting.id = decision.meeting_id;

ALTER TABLE assignments.assignment ADD COLUMN succeeds_id uuid REFERENCES identity.person;
COMMENT ON COLUMN assignments.assignment.succeeds_id IS 'Whom the paper names, where it could not reach them and somebody else was named after';
