CREATE SCHEMA follows;
COMMENT ON SCHEMA follows IS 'What of published messages residents asked to be told of';

CREATE TABLE follows.follow (
  id uuid PRIMARY KEY,
  resident_id uuid NOT NULL REFERENCES identity.person,
  block text,
  district_id text,
  created_at timestamptz NOT NULL,
  told_at timestamptz NOT NULL,
  CHECK (block IS NOT NULL OR district_id IS NOT NULL),
  UNIQUE NULLS NOT DISTINCT (resident_id, block, district_id)
);
COMMENT ON TABLE follows.follow IS 'A topic, a district or both of which a resident gets a letter a day; the address is that of their account, read when it is written';
COMMENT ON COLUMN follows.follow.block IS 'Topic of the first level; null = all of them';
COMMENT ON COLUMN follows.follow.district_id IS 'District with its parts; null = the whole city';
COMMENT ON COLUMN follows.follow.told_at IS 'What was published or answered until then has been told';
CREATE INDEX follow_untold ON follows.follow (told_at);
