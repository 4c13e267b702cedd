-- Kiosks at places of polls: devices of the commission on which people vote by a code that is good once.

ALTER TABLE polls.paper_mark
  ADD COLUMN way text NOT NULL DEFAULT 'paper' CHECK (way IN ('paper', 'kiosk')),
  ADD COLUMN code_key text,
  ADD CHECK ((way = 'kiosk') = (code_key IS NOT NULL));
CREATE UNIQUE INDEX paper_mark_code ON polls.paper_mark (poll_id, code_key) WHERE code_key IS NOT NULL;
COMMENT ON TABLE polls.paper_mark IS 'The roll of places: who took a paper ballot or a code of the kiosk, and where. Without time; erased when the poll is counted';
COMMENT ON COLUMN polls.paper_mark.way IS 'How the person votes at the place; only paper is in the numbers of its protocol';
COMMENT ON COLUMN polls.paper_mark.code_key IS
  'A keyed hash of the code and of the quarter of an hour it was given in, which nothing else keeps: by it the code ends without a time that says when the person came. Whoever used it stands on the roll of answers by a hash of this';

CREATE TABLE polls.kiosk (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL REFERENCES polls.place ON DELETE CASCADE,
  key_hash text NOT NULL UNIQUE,
  opened_at timestamptz NOT NULL,
  by_name text NOT NULL CHECK (by_name <> ''),
  until timestamptz NOT NULL,
  closed_at timestamptz
);
COMMENT ON TABLE polls.kiosk IS 'Devices on which people vote at a place: whoever has the key may try codes there, nothing else';
COMMENT ON COLUMN polls.kiosk.key_hash IS 'SHA-256 of the key of its link, which is shown once';
COMMENT ON COLUMN polls.kiosk.until IS 'It is not taken after this, closed or not';
CREATE INDEX kiosk_place ON polls.kiosk (place_id);
