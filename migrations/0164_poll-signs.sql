-- How people come to a poll: sums apart from the roll and from answers, for a report of signs of manipulation (decision 0060).

CREATE TABLE polls.pulse_salt (
  poll_id uuid PRIMARY KEY REFERENCES polls.poll,
  -- Random, of this poll alone: without it the names of its nets can be traced by nobody. Destroyed with them when the report is made.
  salt text NOT NULL CHECK (salt <> '')
);
COMMENT ON TABLE polls.pulse_salt IS 'What nets of a running poll are named by, beside the server''s own secret';

CREATE TABLE polls.pulse (
  poll_id uuid NOT NULL REFERENCES polls.poll,
  -- The beginning of ten minutes.
  at timestamptz NOT NULL,
  -- How many came in them, and of those how many had a contact made just before.
  taken integer NOT NULL CHECK (taken > 0),
  fresh integer NOT NULL CHECK (fresh BETWEEN 0 AND taken),
  PRIMARY KEY (poll_id, at)
);
COMMENT ON TABLE polls.pulse IS 'How many came to a poll in each ten minutes, written when they were over: of nobody in particular; erased after the report';

CREATE TABLE polls.pulse_net (
  poll_id uuid NOT NULL REFERENCES polls.poll,
  -- A keyed hash of a net (a /24, of IPv6 a /48), never of an address, by the salt of this poll.
  net text NOT NULL,
  -- The beginning of an hour.
  hour timestamptz NOT NULL,
  taken integer NOT NULL CHECK (taken > 0),
  PRIMARY KEY (poll_id, net, hour)
);
COMMENT ON TABLE polls.pulse_net IS 'How many came to a poll from one net in each hour; erased when the report is made, with the salt of its names';

CREATE TABLE polls.signs (
  poll_id uuid PRIMARY KEY REFERENCES polls.poll,
  -- shared/contract/participation/poll-signs.ts
  figures jsonb NOT NULL,
  at timestamptz NOT NULL,
  -- The day it is erased on.
  erased_on date NOT NULL
);
COMMENT ON TABLE polls.signs IS 'The report of signs of manipulation of a poll that is over: sums alone; erased on its day';
CREATE INDEX signs_erased ON polls.signs (erased_on);

CREATE TABLE polls.told_signs (
  poll_id uuid PRIMARY KEY REFERENCES polls.poll,
  -- Sentences of the report, as everybody reads them.
  sentences jsonb NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  at timestamptz NOT NULL,
  by_name text NOT NULL
);
COMMENT ON TABLE polls.told_signs IS 'What of the report the city told everybody, and why it did; only added to';
CREATE TRIGGER told_signs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON polls.told_signs
  FOR EACH STATEMENT EXECUTE FUNCTION polls.refuse_change();
