CREATE SCHEMA posts;
COMMENT ON SCHEMA posts IS 'What people write in open sources, as it was seen, with evidence';

CREATE TABLE posts.post (
  id uuid PRIMARY KEY,
  network text NOT NULL CHECK (network <> ''),
  -- The page it came by; null of what was pasted by hand.
  page_id uuid,
  external_id text NOT NULL CHECK (external_id <> ''),
  kind text NOT NULL CHECK (kind IN ('post', 'comment', 'message', 'article')),
  -- The post at the head of the talk and what this one answers, as the network numbers them.
  thread_key text NOT NULL,
  parent_key text,
  author_key text NOT NULL,
  author_name text NOT NULL,
  -- The page itself wrote it, or a page of the administration.
  is_own boolean NOT NULL,
  text text NOT NULL,
  url text NOT NULL,
  posted_at timestamptz NOT NULL,
  edited_at timestamptz,
  captured_at timestamptz NOT NULL,
  -- Only by a word of the network: what is not found is not gone.
  gone_at timestamptz,
  gone_by text CHECK (gone_by IN ('author', 'page', 'network', 'unknown')),
  views integer,
  likes integer,
  comments integer,
  shares integer,
  -- Words and author were let go at the end of their term.
  forgotten_at timestamptz,
  UNIQUE (network, external_id),
  CHECK ((gone_at IS NULL) = (gone_by IS NULL))
);
COMMENT ON TABLE posts.post IS 'Posts, comments, messages and articles: how each looks now, as far as the network told';
CREATE INDEX post_thread ON posts.post (network, thread_key, posted_at, id);
CREATE INDEX post_captured ON posts.post (captured_at, id);
-- A link that is pasted is looked for.
CREATE INDEX post_url ON posts.post (url) WHERE url <> '';
-- Whose words are still kept: what the end of their term is looked for among.
CREATE INDEX post_kept ON posts.post (captured_at, id) WHERE forgotten_at IS NULL AND NOT is_own;

CREATE TABLE posts.sight (
  post_id uuid NOT NULL REFERENCES posts.post,
  serial integer NOT NULL CHECK (serial > 0),
  seen_at timestamptz NOT NULL,
  -- When the network says that it became so.
  as_of timestamptz NOT NULL,
  author_key text NOT NULL,
  author_name text NOT NULL,
  text text NOT NULL,
  url text NOT NULL,
  -- Addresses of pictures, and of those that were kept the file.
  pictures text[] NOT NULL,
  raw text NOT NULL,
  -- Of author, name, text, address, moment, pictures and raw, in that order, each with its length.
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  event_id bigint,
  PRIMARY KEY (post_id, serial),
  UNIQUE (post_id, sha256)
);
COMMENT ON TABLE posts.sight IS 'Evidence: how a post looked each time it was seen otherwise than before';

CREATE FUNCTION posts.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Words and author leave at the end of their term, and nothing else ever changes.
  IF TG_OP = 'UPDATE' AND NEW.text = '' AND NEW.raw = '' AND NEW.author_key = '' AND NEW.author_name = ''
    AND NEW.pictures = '{}' AND NEW.url = ''
    AND (NEW.post_id, NEW.serial, NEW.seen_at, NEW.as_of, NEW.sha256) IS NOT DISTINCT FROM
      (OLD.post_id, OLD.serial, OLD.seen_at, OLD.as_of, OLD.sha256) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'evidence of posts is never changed';
END $$;
CREATE TRIGGER sight_kept BEFORE UPDATE OR DELETE ON posts.sight FOR EACH ROW EXECUTE FUNCTION posts.refuse_change();

CREATE TABLE posts.removal (
  network text NOT NULL,
  external_id text NOT NULL,
  at timestamptz NOT NULL,
  word text NOT NULL CHECK (word IN ('gone', 'restored')),
  by_whom text NOT NULL CHECK (by_whom IN ('author', 'page', 'network', 'unknown')),
  PRIMARY KEY (network, external_id, at, word)
);
COMMENT ON TABLE posts.removal IS 'Words of a network that a post is gone or is there again: they may come before the post itself';

INSERT INTO audit.guard (kind, relation, keys, columns, due, is_final) VALUES
('post-sight', 'posts.sight', '{post_id,serial}',
  '{seen_at,as_of,author_key,author_name,text,url,pictures,raw,sha256}', 'true', true);
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON posts.sight
  FOR EACH ROW EXECUTE FUNCTION audit.touch('post-sight', 'post_id', 'serial');

CREATE VIEW posts.v_post AS SELECT * FROM posts.post;
COMMENT ON VIEW posts.v_post IS 'Posts as they look now, for other modules of monitoring';
