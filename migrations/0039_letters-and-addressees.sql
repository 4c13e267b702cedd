CREATE TABLE outbox.attachment (
  letter_id uuid NOT NULL REFERENCES outbox.letter ON DELETE CASCADE,
  place smallint NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  content_type text NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (letter_id, place)
);
COMMENT ON TABLE outbox.attachment IS 'Files that go with an e-mail; removed a week after it was sent: the paper itself is kept by whoever made it';

ALTER TABLE cases.outside_body ADD COLUMN receives text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN cases.outside_body.receives IS 'Clocks of packs/deadlines (forward-migration) that stop only when the appeal has gone to this body';
UPDATE cases.outside_body SET receives = '{forward-migration}' WHERE pack_id = 'police';
