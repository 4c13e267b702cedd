-- A letter that may still be withdrawn: what it tells of can be taken back for some seconds.
ALTER TABLE outbox.letter ADD COLUMN not_before timestamptz;
COMMENT ON COLUMN outbox.letter.not_before IS 'Раньше этого письмо не уходит: решение, о котором оно, ещё можно отменить';
