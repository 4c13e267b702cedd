-- Paper ballots of polls: places, who took one there (apart from what they chose, which is on paper), protocols of places.

CREATE TABLE polls.place (
  id uuid PRIMARY KEY,
  poll_id uuid NOT NULL REFERENCES polls.poll,
  serial integer NOT NULL CHECK (serial >= 1),
  -- «Школа № 5, ул. Ленина, 10».
  title text NOT NULL CHECK (title <> ''),
  UNIQUE (poll_id, serial)
);
COMMENT ON TABLE polls.place IS 'Where people vote on paper in a poll';

CREATE TABLE polls.paper_mark (
  poll_id uuid NOT NULL REFERENCES polls.poll,
  -- A keyed hash, of this poll alone, of the contact or the document the person was known by; the document itself is kept nowhere.
  mark_key text NOT NULL,
  place_id uuid NOT NULL REFERENCES polls.place,
  PRIMARY KEY (poll_id, mark_key)
);
COMMENT ON TABLE polls.paper_mark IS 'The roll of paper: who took a paper ballot and where. Without time; erased when the poll is counted';
CREATE INDEX paper_mark_place ON polls.paper_mark (place_id);

CREATE TABLE polls.place_protocol (
  place_id uuid NOT NULL REFERENCES polls.place,
  serial integer NOT NULL CHECK (serial >= 1),
  poll_id uuid NOT NULL REFERENCES polls.poll,
  -- {received, issued, spoilt, unused, inBox, invalid, votes}: shared/contract/participation/poll-paper.ts
  numbers jsonb NOT NULL,
  -- The paper itself, scanned.
  file_id uuid NOT NULL,
  -- Why it is entered anew; empty of the first.
  reason text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  by text NOT NULL,
  by_name text NOT NULL,
  PRIMARY KEY (place_id, serial),
  CHECK (serial = 1 OR reason <> '')
);
COMMENT ON TABLE polls.place_protocol IS 'Protocols of places as they were entered, each correction a new version with its reason; only added to';
CREATE INDEX place_protocol_file ON polls.place_protocol (file_id);
CREATE INDEX place_protocol_poll ON polls.place_protocol (poll_id);

CREATE TABLE polls.place_confirmation (
  place_id uuid NOT NULL,
  serial integer NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  PRIMARY KEY (place_id, serial),
  FOREIGN KEY (place_id, serial) REFERENCES polls.place_protocol
);
COMMENT ON TABLE polls.place_confirmation IS 'Which version of a protocol another person checked against the paper; only added to';

CREATE TRIGGER place_protocol_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON polls.place_protocol
  FOR EACH STATEMENT EXECUTE FUNCTION polls.refuse_change();
CREATE TRIGGER place_confirmation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON polls.place_confirmation
  FOR EACH STATEMENT EXECUTE FUNCTION polls.refuse_change();
