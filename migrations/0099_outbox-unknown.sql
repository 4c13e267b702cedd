ALTER TABLE outbox.letter
  DROP CONSTRAINT letter_state_check,
  ADD CONSTRAINT letter_state_check CHECK (
    state IN ('queued', 'held', 'sending', 'sent', 'unknown', 'shown', 'dead', 'dropped', 'digested')
  ),
  ADD try_id uuid;
COMMENT ON COLUMN outbox.letter.try_id IS 'The try under way, or whose end nobody knows; null = none';
COMMENT ON TABLE outbox.letter IS 'One letter to one recipient, written in the transaction that caused it. queued → sending → sent, or dead after the last try, or unknown = it may have arrived and a person says so; held until its hour; digested = told in another letter; dropped = the recipient wants none; shown = the demo shows it on a page';
CREATE INDEX letter_unknown ON outbox.letter (state_at) WHERE state = 'unknown';
