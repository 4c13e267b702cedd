CREATE SCHEMA media;
COMMENT ON SCHEMA media IS 'Media, communities, bloggers and leaders of opinion the administration works with: public professional contacts, what was agreed, what is to be done';

CREATE TABLE media.contact (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('smi', 'pablik', 'blogger', 'lom')),
  title text NOT NULL CHECK (title <> ''),
  -- Where it is read: an address everybody may open.
  url text NOT NULL DEFAULT '',
  about text NOT NULL DEFAULT '',
  -- Blocks of packs/base/taxonomy it writes of.
  topics text[] NOT NULL DEFAULT '{}',
  -- Readers, as it was told on a day.
  reach integer CHECK (reach >= 0),
  reach_on date,
  -- Of a person: why it is kept, on which ground, until when.
  purpose text NOT NULL DEFAULT '',
  ground text NOT NULL DEFAULT '',
  kept_until date,
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK ((reach IS NULL) = (reach_on IS NULL)),
  -- 152-ФЗ: data of a person are kept for a purpose, on a ground, for a term.
  CHECK (kind NOT IN ('blogger', 'lom') OR (purpose <> '' AND ground <> '' AND kept_until IS NOT NULL))
);
COMMENT ON TABLE media.contact IS 'Who is worked with in public: outlets, communities, people who are public by profession';
CREATE INDEX contact_order ON media.contact (title, id);
CREATE INDEX contact_topics ON media.contact USING gin (topics);
CREATE INDEX contact_words ON media.contact USING gin (to_tsvector('russian', title || ' ' || about));
CREATE INDEX contact_due ON media.contact (kept_until) WHERE kept_until IS NOT NULL;

CREATE TABLE media.channel (
  id uuid PRIMARY KEY,
  contact_id uuid NOT NULL REFERENCES media.contact ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('phone', 'email', 'messenger', 'address')),
  value text NOT NULL CHECK (value <> ''),
  -- Whose it is and in what office: «пресс-секретарь»; empty of the outlet itself.
  whose text NOT NULL DEFAULT '',
  -- Where it is public: a professional contact is taken from what its owner has published.
  source text NOT NULL CHECK (source <> ''),
  purpose text NOT NULL CHECK (purpose <> ''),
  ground text NOT NULL CHECK (ground <> ''),
  kept_until date NOT NULL,
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL
);
COMMENT ON TABLE media.channel IS 'Ways to reach them, each with its purpose, ground and term';
CREATE INDEX channel_contact ON media.channel (contact_id, made_at);
CREATE INDEX channel_due ON media.channel (kept_until);

CREATE TABLE media.interaction (
  id uuid PRIMARY KEY,
  contact_id uuid NOT NULL REFERENCES media.contact ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('request', 'answer', 'comment', 'meeting', 'publication', 'correction')),
  happened_on date NOT NULL,
  words text NOT NULL CHECK (words <> ''),
  url text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL
);
COMMENT ON TABLE media.interaction IS 'What passed between them and the administration';
CREATE INDEX interaction_contact ON media.interaction (contact_id, happened_on DESC, id DESC);

CREATE TABLE media.agreement (
  id uuid PRIMARY KEY,
  contact_id uuid NOT NULL REFERENCES media.contact ON DELETE CASCADE,
  words text NOT NULL CHECK (words <> ''),
  from_on date NOT NULL,
  until_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'kept', 'broken', 'dropped')),
  ended_on date,
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  CHECK (until_on >= from_on),
  CHECK ((state = 'open') = (ended_on IS NULL))
);
COMMENT ON TABLE media.agreement IS 'What was agreed, from when until when, and whether it was kept';
CREATE INDEX agreement_contact ON media.agreement (contact_id, until_on);

CREATE TABLE media.task (
  id uuid PRIMARY KEY,
  contact_id uuid NOT NULL REFERENCES media.contact ON DELETE CASCADE,
  words text NOT NULL CHECK (words <> ''),
  owner_id uuid NOT NULL,
  owner_name text NOT NULL,
  due_at timestamptz NOT NULL,
  done_at timestamptz,
  done_by_name text,
  outcome text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  CHECK ((done_at IS NULL) = (done_by_name IS NULL))
);
COMMENT ON TABLE media.task IS 'What is to be done, by whom, by what day';
CREATE INDEX task_contact ON media.task (contact_id, due_at);
CREATE INDEX task_open ON media.task (due_at) WHERE done_at IS NULL;

CREATE TABLE media.erasure (
  id uuid PRIMARY KEY,
  -- Of a card or of one way to reach it; what it was called is gone with it.
  contact_id uuid NOT NULL,
  what text NOT NULL CHECK (what IN ('contact', 'channel')),
  ground text NOT NULL CHECK (ground IN ('request', 'term')),
  at timestamptz NOT NULL,
  by_name text NOT NULL
);
COMMENT ON TABLE media.erasure IS 'That something was erased, when and why: nothing of what it was';
CREATE FUNCTION media.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'erasures are only added to';
END $$;
CREATE TRIGGER erasure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON media.erasure
  FOR EACH STATEMENT EXECUTE FUNCTION media.refuse_change();
