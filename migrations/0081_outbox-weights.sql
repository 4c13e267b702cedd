-- What wishes may do with a letter, in the place of «urgent or not».
ALTER TABLE outbox.letter ADD weight text NOT NULL DEFAULT 'result' CHECK (weight IN ('urgent', 'duty', 'result', 'step'));
UPDATE outbox.letter SET weight = 'urgent' WHERE is_urgent AND state IN ('queued', 'held');
ALTER TABLE outbox.letter DROP COLUMN is_urgent;
COMMENT ON COLUMN outbox.letter.weight IS 'urgent — at once, always; duty — owed by law, never dropped; result — what its reader waits for; step — dropped with «only the answer»';

ALTER TABLE outbox.preference
  DROP CONSTRAINT preference_pace_check,
  ADD CONSTRAINT preference_pace_check CHECK (pace IN ('instant', 'hourly', 'daily', 'answer', 'off'));
COMMENT ON TABLE outbox.preference IS 'How often a recipient wants letters of a channel and in which hours none; «answer» — results at once, no steps; no row = at once';

-- A member of staff chooses for each kind of notice; quiet hours are those of their e-mail above.
CREATE TABLE outbox.notice_wish (
  recipient text NOT NULL,
  kind text NOT NULL,
  pace text NOT NULL CHECK (pace IN ('instant', 'hourly', 'daily', 'off')),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (recipient, kind)
);
COMMENT ON TABLE outbox.notice_wish IS 'How often a member of staff wants notices of a kind; no row = at once. What cannot be silenced has no kind';
