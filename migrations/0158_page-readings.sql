CREATE TABLE register.reading (
  id uuid PRIMARY KEY,
  page_id uuid NOT NULL REFERENCES register.page,
  network_page_id uuid NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  raw text NOT NULL CHECK (raw <> ''),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  members integer CHECK (members >= 0),
  findings jsonb NOT NULL
);
COMMENT ON TABLE register.reading IS 'What a network told of a page at a moment and what comes of it for the checks; only added to';
COMMENT ON COLUMN register.reading.network_page_id IS 'The page of networks it was read by: of another one it proves nothing';
COMMENT ON COLUMN register.reading.by_name IS 'Who asked for it; the clock of the program goes by the name of the program';
COMMENT ON COLUMN register.reading.raw IS 'What everybody may see there, in the words of the network';
COMMENT ON COLUMN register.reading.sha256 IS 'Of raw in UTF-8';
COMMENT ON COLUMN register.reading.members IS 'Followers; null where the network does not say';
COMMENT ON COLUMN register.reading.findings IS 'By check: whether it is there, what stands there, why not, since when it stands so';
CREATE INDEX reading_latest ON register.reading (page_id, at DESC, id DESC);
CREATE TRIGGER reading_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register.reading
  FOR EACH STATEMENT EXECUTE FUNCTION register.refuse_change();

CREATE TABLE register.reader (
  page_id uuid PRIMARY KEY REFERENCES register.page,
  due_at timestamptz NOT NULL,
  read_at timestamptz,
  failing_since timestamptz,
  trouble text NOT NULL DEFAULT '',
  CHECK ((failing_since IS NULL) = (trouble = ''))
);
COMMENT ON TABLE register.reader IS 'How a page is asked what it shows of itself: when next, and what stands in the way';
COMMENT ON COLUMN register.reader.due_at IS 'When it is asked next';
COMMENT ON COLUMN register.reader.read_at IS 'When it was read last; null: never';
COMMENT ON COLUMN register.reader.failing_since IS 'Since when it cannot be read; null: it can';
COMMENT ON COLUMN register.reader.trouble IS 'Why it cannot, in words';
