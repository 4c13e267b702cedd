-- Keys that refuse to publish stop the page's posts, whatever its reading says.
ALTER TABLE networks.page
  ADD COLUMN publish_trouble text NOT NULL DEFAULT '',
  -- Until then no post of the page is tried; null = none is held up.
  ADD COLUMN publish_probe_at timestamptz,
  ADD CHECK ((publish_trouble = '') = (publish_probe_at IS NULL));

CREATE TABLE networks.publication (
  id uuid PRIMARY KEY,
  page_id uuid NOT NULL REFERENCES networks.page,
  -- Whose post: a kind of record of a higher system and its id there.
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  -- As it stands there, or is to.
  text text NOT NULL CHECK (text <> ''),
  due_at timestamptz NOT NULL,
  -- publishing: the network is spoken to, or took it and has not shown it yet; unknown: it may stand there; a person, or a look, ends that.
  state text NOT NULL CHECK (state IN ('waiting', 'publishing', 'published', 'failed', 'unknown', 'cancelled')),
  state_at timestamptz NOT NULL,
  reason text NOT NULL DEFAULT '',
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- Looks at the network since it was taken, or since nobody knows.
  looks integer NOT NULL DEFAULT 0 CHECK (looks >= 0),
  -- A look has missed it once: gone is believed when it is seen twice.
  is_missed boolean NOT NULL DEFAULT false,
  -- When the program turns to it next; null = it does not.
  next_at timestamptz,
  -- The round of jobs it is in the hands of.
  round_id uuid,
  -- The first try whose end is not known; null = nothing of it can stand there.
  doubtful_at timestamptz,
  -- As the network numbers it; empty where a person alone knows where it stands.
  published_id text,
  published_url text,
  published_at timestamptz,
  -- What a look a day later showed.
  standing text CHECK (standing IN ('stood', 'lost')),
  standing_at timestamptz,
  removed_at timestamptz,
  -- What is done, or was last, with what stands there.
  change_act text CHECK (change_act IN ('edit', 'remove')),
  change_text text,
  change_state text CHECK (change_state IN ('waiting', 'doing', 'done', 'failed', 'unknown')),
  change_reason text NOT NULL DEFAULT '',
  change_attempts integer NOT NULL DEFAULT 0 CHECK (change_attempts >= 0),
  change_next_at timestamptz,
  change_at timestamptz,
  made_at timestamptz NOT NULL,
  UNIQUE (subject_kind, subject_id),
  CHECK ((state = 'published') = (published_at IS NOT NULL)),
  CHECK ((published_id IS NULL) = (published_url IS NULL)),
  CHECK (state <> 'published' OR published_id IS NOT NULL),
  CHECK ((standing IS NULL) = (standing_at IS NULL)),
  CHECK (state = 'published' OR (standing IS NULL AND removed_at IS NULL AND change_act IS NULL)),
  CHECK ((change_act IS NULL) = (change_state IS NULL) AND (change_act IS NULL) = (change_at IS NULL)),
  CHECK ((change_act IS NOT DISTINCT FROM 'edit') = (change_text IS NOT NULL))
);
COMMENT ON TABLE networks.publication IS 'Posts of pages of ours, from the intent to where they stand and whether they stood';
CREATE INDEX publication_next ON networks.publication (page_id, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX publication_change ON networks.publication (page_id, change_next_at) WHERE change_next_at IS NOT NULL;
-- Of what a round held when its process died; few at a time.
CREATE INDEX publication_held ON networks.publication (state_at) WHERE state = 'publishing';
CREATE INDEX publication_doing ON networks.publication (change_at) WHERE change_state = 'doing';
CREATE INDEX publication_trouble ON networks.publication (page_id, state_at) WHERE state IN ('failed', 'unknown');
-- No two of ours are the same post of the network: words that are alike are told apart by it.
CREATE UNIQUE INDEX publication_there ON networks.publication (page_id, published_id) WHERE published_id <> '';
-- The same of those a person found, which have an address alone.
CREATE INDEX publication_by_hand ON networks.publication (page_id, published_url) WHERE published_id = '';

CREATE TABLE networks.publication_picture (
  publication_id uuid NOT NULL REFERENCES networks.publication,
  position integer NOT NULL CHECK (position >= 1),
  file_id uuid NOT NULL,
  alt text NOT NULL,
  -- What the network calls it once it was uploaded.
  token text,
  uploaded_at timestamptz,
  PRIMARY KEY (publication_id, position),
  CHECK ((token IS NULL) = (uploaded_at IS NULL))
);
COMMENT ON TABLE networks.publication_picture IS 'Pictures of posts, in their order';

CREATE TABLE networks.publication_act (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  publication_id uuid NOT NULL REFERENCES networks.publication,
  act text NOT NULL CHECK (act IN ('edit', 'remove')),
  what text NOT NULL CHECK (what IN ('asked', 'done', 'failed', 'unknown')),
  text_before text NOT NULL,
  -- Null of a removal.
  text_after text,
  reason text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  CHECK ((act = 'edit') = (text_after IS NOT NULL))
);
COMMENT ON TABLE networks.publication_act IS 'What was done with posts that stood: words before and after; only added to';
CREATE INDEX act_of_publication ON networks.publication_act (publication_id, id);

CREATE FUNCTION networks.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history of posts is only added to';
END $$;
CREATE TRIGGER publication_act_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON networks.publication_act
  FOR EACH STATEMENT EXECUTE FUNCTION networks.refuse_change();

CREATE VIEW networks.v_publication AS
SELECT id, page_id, subject_kind, subject_id, due_at, state, reason, published_id, published_url, published_at, standing, standing_at,
  removed_at FROM networks.publication;
COMMENT ON VIEW networks.v_publication IS 'Posts of our pages, for other modules: how each ended and where it stands';
