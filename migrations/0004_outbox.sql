CREATE SCHEMA outbox;
COMMENT ON SCHEMA outbox IS 'Letters to people: SMS and e-mail waiting for delivery';

CREATE TABLE outbox.letter (
  id uuid PRIMARY KEY,
  channel text NOT NULL CHECK (channel IN ('sms', 'email')),
  recipient text NOT NULL,
  subject text NOT NULL DEFAULT '',
  -- `{secret}` stands where the secret goes.
  text text NOT NULL,
  -- A code or a one-time link; wiped a day after the letter was made.
  secret text,
  purpose text NOT NULL,
  case_id uuid,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'shown')),
  created_at timestamptz NOT NULL,
  state_at timestamptz NOT NULL
);
COMMENT ON TABLE outbox.letter IS 'One letter to one recipient, written in the transaction that caused it; `shown` = the demo shows it on a page instead of sending';
CREATE INDEX letter_newest ON outbox.letter (created_at DESC, id DESC);
CREATE INDEX letter_queued ON outbox.letter (created_at) WHERE state = 'queued';
CREATE INDEX letter_secret ON outbox.letter (created_at) WHERE secret IS NOT NULL;
CREATE INDEX letter_case ON outbox.letter (case_id, created_at) WHERE case_id IS NOT NULL;
