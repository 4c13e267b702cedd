-- Letters that have not gone are few among those that have: they are listed, counted and looked after by this, not by reading all.
CREATE INDEX letter_unsent ON outbox.letter (state, created_at DESC, id DESC) WHERE state NOT IN ('sent', 'shown', 'digested');
DROP INDEX outbox.letter_unknown;
