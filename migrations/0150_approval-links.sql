-- Somebody who does not work in Отклик is asked to agree to a piece: a press secretary, the head of an institution.
CREATE TABLE publications.approval_link (
  id uuid PRIMARY KEY,
  publication_id uuid NOT NULL REFERENCES publications.publication,
  -- The words it was given for: a piece sent anew is asked about anew.
  round integer NOT NULL,
  -- Who is asked, as whoever asks calls them.
  name text NOT NULL CHECK (name <> ''),
  -- Where the letter went; empty = the address was given by hand.
  email text NOT NULL DEFAULT '',
  token_hash text NOT NULL UNIQUE,
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  expires_at timestamptz NOT NULL,
  answer text CHECK (answer IN ('agreed', 'returned')),
  answered_at timestamptz,
  -- Nobody waits for it any more.
  dropped_at timestamptz,
  dropped_by_name text NOT NULL DEFAULT '',
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK ((dropped_at IS NULL) = (dropped_by_name = '')),
  CHECK (answer IS NULL OR dropped_at IS NULL)
);
COMMENT ON TABLE publications.approval_link IS 'One-time links by which people outside agree to a piece or return it';
CREATE INDEX approval_link_piece ON publications.approval_link (publication_id, round);
