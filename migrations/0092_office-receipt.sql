-- The day of receipt as it was first written in the journal, where it was put right since: both stay shown.
ALTER TABLE office.appeal ADD COLUMN received_before date;
COMMENT ON COLUMN office.appeal.received_before IS 'The first day of receipt the journal held; null while it was not corrected';
