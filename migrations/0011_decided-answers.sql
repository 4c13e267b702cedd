-- The list of answers let out, newest first, that an approver looks back at.
CREATE INDEX answer_released ON cases.answer (decided_at, id) WHERE state = 'released';
