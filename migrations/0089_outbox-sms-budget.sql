-- SMS of the last hour and day are counted at every code and every run of the delivery.
CREATE INDEX letter_sms ON outbox.letter (state_at) WHERE channel = 'sms';

CREATE TABLE outbox.sms_alarm (
  share text NOT NULL CHECK (share IN ('codes', 'notices')),
  level text NOT NULL CHECK (level IN ('near', 'spent')),
  span text NOT NULL CHECK (span IN ('hour', 'day')),
  -- The beginning of the hour or day of UTC it was raised in: once for each.
  bucket timestamptz NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (share, level, span, bucket)
);
COMMENT ON TABLE outbox.sms_alarm IS 'The budget of SMS came near or was spent: told to administrators once an hour or day';
