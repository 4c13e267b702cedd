ALTER TABLE outbox.letter
  DROP CONSTRAINT letter_channel_check,
  DROP CONSTRAINT letter_state_check,
  ADD CONSTRAINT letter_channel_check CHECK (channel IN ('sms', 'email', 'push', 'max')),
  ADD CONSTRAINT letter_state_check
    CHECK (state IN ('queued', 'held', 'sent', 'shown', 'dead', 'dropped', 'digested')),
  ADD is_urgent boolean NOT NULL DEFAULT false,
  ADD planned_at timestamptz,
  ADD next_at timestamptz,
  ADD attempts integer NOT NULL DEFAULT 0,
  ADD reason text NOT NULL DEFAULT '',
  ADD digest_id uuid;
COMMENT ON COLUMN outbox.letter.planned_at IS 'When the recipient''s wishes (at once, hourly, daily, quiet hours) were looked up';
COMMENT ON COLUMN outbox.letter.next_at IS 'Not sent before this: the wished hour, or the pause after a failed try';
COMMENT ON COLUMN outbox.letter.reason IS 'Why the last try failed or the letter was not sent, in Russian';
COMMENT ON COLUMN outbox.letter.digest_id IS 'The letter that told of this one among others';
COMMENT ON TABLE outbox.letter IS 'One letter to one recipient, written in the transaction that caused it. queued → sent, or dead after the last try; held until its hour; digested = told in another letter; dropped = the recipient wants none; shown = the demo shows it on a page';
CREATE INDEX letter_unplanned ON outbox.letter (created_at) WHERE state = 'queued' AND planned_at IS NULL;
CREATE INDEX letter_due ON outbox.letter (next_at) WHERE state IN ('queued', 'held') AND planned_at IS NOT NULL;

CREATE TABLE outbox.channel_setting (
  channel text PRIMARY KEY CHECK (channel IN ('sms', 'email', 'push', 'max')),
  settings jsonb NOT NULL,
  secret text,
  is_active boolean NOT NULL,
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE outbox.channel_setting IS 'How letters of a channel leave: mail server, SMS gateway, MAX bot, keys of web push; the secret is sealed';

CREATE TABLE outbox.preference (
  recipient text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('sms', 'email', 'push', 'max')),
  pace text NOT NULL CHECK (pace IN ('instant', 'hourly', 'daily', 'off')),
  quiet_from smallint CHECK (quiet_from BETWEEN 0 AND 23),
  quiet_to smallint CHECK (quiet_to BETWEEN 0 AND 23),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (recipient, channel)
);
COMMENT ON TABLE outbox.preference IS 'How often a recipient wants letters of a channel and in which hours none; no row = at once';

CREATE TABLE outbox.push_subscription (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL,
  recipients text[] NOT NULL,
  endpoint text NOT NULL UNIQUE,
  p256dh text NOT NULL,
  auth text NOT NULL,
  device text NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE outbox.push_subscription IS 'Browsers that asked for web push: what is written to these contacts of the resident is told there too';
CREATE INDEX push_subscription_person ON outbox.push_subscription (person_id);
CREATE INDEX push_subscription_recipients ON outbox.push_subscription USING gin (recipients);
