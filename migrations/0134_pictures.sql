-- Pictures of posts are evidence too: each is fetched once as it is seen, and kept.
CREATE TABLE posts.picture (
  post_id uuid NOT NULL,
  serial integer NOT NULL,
  -- From 1, in the order of the sight.
  place integer NOT NULL CHECK (place > 0),
  url text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'kept', 'missed', 'forgotten')),
  -- Why it could not be kept.
  reason text NOT NULL DEFAULT '',
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz,
  kept_at timestamptz,
  file_id uuid,
  -- Of the bytes as they came.
  sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (post_id, serial, place),
  FOREIGN KEY (post_id, serial) REFERENCES posts.sight,
  CHECK ((state = 'waiting') = (next_try_at IS NOT NULL)),
  CHECK ((state = 'kept') = (file_id IS NOT NULL)),
  CHECK (state <> 'kept' OR sha256 IS NOT NULL AND kept_at IS NOT NULL),
  CHECK (state <> 'forgotten' OR url = '')
);
COMMENT ON TABLE posts.picture IS 'Pictures of a sight: the file each was kept as, or why it was not';
CREATE INDEX picture_waiting ON posts.picture (next_try_at) WHERE state = 'waiting';
CREATE INDEX picture_file ON posts.picture (file_id) WHERE file_id IS NOT NULL;

CREATE FUNCTION posts.refuse_picture() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.post_id, NEW.serial, NEW.place) = (OLD.post_id, OLD.serial, OLD.place) THEN
    -- One that waits is tried; then it is what it became.
    IF OLD.state = 'waiting' AND (NEW.state = 'forgotten' OR NEW.url = OLD.url) THEN
      RETURN NEW;
    END IF;
    -- It leaves at the end of its term, and its digest stays.
    IF NEW.state = 'forgotten' AND NEW.sha256 IS NOT DISTINCT FROM OLD.sha256 THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'evidence of posts is never changed';
END $$;
CREATE TRIGGER picture_kept BEFORE UPDATE OR DELETE ON posts.picture FOR EACH ROW EXECUTE FUNCTION posts.refuse_picture();

CREATE VIEW posts.v_picture AS SELECT post_id, serial, place, state, file_id FROM posts.picture;
COMMENT ON VIEW posts.v_picture IS 'Which files are pictures of which posts, for other modules of monitoring';

INSERT INTO audit.guard (kind, relation, keys, columns, due, is_final) VALUES
('post-picture', 'posts.picture', '{post_id,serial,place}', '{url,kept_at,sha256}', 'line.sha256 IS NOT NULL', true);
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON posts.picture
  FOR EACH ROW EXECUTE FUNCTION audit.touch('post-picture', 'post_id', 'serial', 'place');
