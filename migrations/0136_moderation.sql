CREATE TABLE networks.deed (
  id uuid PRIMARY KEY,
  page_id uuid NOT NULL REFERENCES networks.page,
  kind text NOT NULL CHECK (kind IN ('hide', 'restore')),
  -- Why: a kind of record of a higher system and its id there.
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  -- What is hidden or restored, as the network numbers it.
  to_id text NOT NULL CHECK (to_id <> ''),
  -- unknown: it may have been done all the same; a person ends that, or a word of the network.
  state text NOT NULL CHECK (state IN ('waiting', 'doing', 'done', 'unknown', 'failed')),
  state_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_at timestamptz NOT NULL,
  try_id uuid,
  reason text NOT NULL DEFAULT '',
  done_at timestamptz,
  made_at timestamptz NOT NULL,
  UNIQUE (kind, subject_kind, subject_id),
  CHECK ((state = 'done') = (done_at IS NOT NULL))
);
COMMENT ON TABLE networks.deed IS 'What pages do with what others wrote on them: from the intent to what became of it';
CREATE INDEX deed_due ON networks.deed (next_at) WHERE state = 'waiting';

CREATE TABLE posts.hold (
  post_id uuid NOT NULL REFERENCES posts.post,
  -- The module that needs the words still.
  holder text NOT NULL CHECK (holder <> ''),
  -- Null while its end is not known.
  until timestamptz,
  PRIMARY KEY (post_id, holder)
);
COMMENT ON TABLE posts.hold IS 'Posts whose words are kept past their term, since somebody may still object to what was done with them';
CREATE VIEW posts.v_hold AS SELECT * FROM posts.hold;
COMMENT ON VIEW posts.v_hold IS 'Holds, for whoever lets words go';

-- How much of what was written a page took down is counted among all of it.
CREATE INDEX post_of_page ON posts.post (page_id, captured_at) WHERE kind = 'comment' AND NOT is_own;

CREATE SCHEMA moderation;
COMMENT ON SCHEMA moderation IS 'Comments taken off our pages: by which published rule, by whose decision, what the author was told, what became of objections';

CREATE TABLE moderation.rule (
  id uuid PRIMARY KEY,
  number integer NOT NULL CHECK (number > 0),
  version integer NOT NULL CHECK (version > 0),
  title text NOT NULL CHECK (title <> ''),
  text text NOT NULL CHECK (text <> ''),
  -- Nobody hides by this rule alone.
  needs_second boolean NOT NULL,
  -- From this version on nothing is hidden by the number any more.
  is_retired boolean NOT NULL DEFAULT false,
  -- Never before it was published.
  in_force_at timestamptz NOT NULL,
  -- The act that approved it.
  ground text NOT NULL CHECK (ground <> ''),
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  UNIQUE (number, version)
);
COMMENT ON TABLE moderation.rule IS 'Published rules of comments: each version as it was in force';
CREATE FUNCTION moderation.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'versions of published rules are only added to';
END $$;
CREATE TRIGGER rule_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON moderation.rule
  FOR EACH STATEMENT EXECUTE FUNCTION moderation.refuse_change();
CREATE FUNCTION moderation.order_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM moderation.rule
    WHERE number = NEW.number AND (version >= NEW.version OR in_force_at > NEW.in_force_at)) THEN
    RAISE EXCEPTION 'a version of a rule of comments follows the one before it';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rule_order BEFORE INSERT ON moderation.rule FOR EACH ROW EXECUTE FUNCTION moderation.order_versions();

CREATE TABLE moderation.number_counter (
  month text PRIMARY KEY,
  last integer NOT NULL
);
COMMENT ON TABLE moderation.number_counter IS 'Last number given in a local month: М-2026-11-0007';

CREATE TABLE moderation.act (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  -- What the author proves to be the author by: it stands in the notice.
  code text NOT NULL CHECK (code <> ''),
  incident_id uuid NOT NULL REFERENCES incidents.incident,
  page_id uuid NOT NULL REFERENCES networks.page,
  post_id uuid NOT NULL,
  -- The evidence: how the comment looked when the decision was made.
  sight_serial integer NOT NULL,
  sight_sha256 text NOT NULL,
  rule_id uuid NOT NULL REFERENCES moderation.rule,
  state text NOT NULL CHECK (state IN ('second', 'declined', 'dropped', 'hiding', 'by-hand', 'unknown', 'failed', 'hidden',
    'restoring', 'restore-by-hand', 'restore-unknown', 'restore-failed', 'restored', 'lost')),
  -- Why another person looks first; null where nobody needs to.
  second_why text CHECK (second_why IN ('rule', 'matter')),
  -- What of the words breaks the rule; it goes when the words go.
  ground text NOT NULL,
  made_by text NOT NULL,
  made_by_name text NOT NULL,
  made_at timestamptz NOT NULL,
  second_by text,
  second_by_name text,
  second_at timestamptz,
  second_note text NOT NULL DEFAULT '',
  way text CHECK (way IN ('network', 'hand')),
  proof_file_id uuid,
  proof_url text NOT NULL DEFAULT '',
  -- What the network said against it, or why it was given up.
  reason text NOT NULL DEFAULT '',
  hidden_at timestamptz,
  -- The last moment the author may object.
  appeal_until timestamptz,
  restored_at timestamptz,
  forgotten_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  FOREIGN KEY (post_id, sight_serial) REFERENCES posts.sight (post_id, serial),
  CHECK (second_by IS NULL OR second_by <> made_by),
  CHECK ((second_by IS NULL) = (second_at IS NULL)),
  CHECK (second_why IS NULL OR second_by IS NOT NULL OR state IN ('second', 'dropped')),
  CHECK ((hidden_at IS NOT NULL) = (state IN ('hidden', 'restoring', 'restore-by-hand', 'restore-unknown', 'restore-failed',
    'restored', 'lost'))),
  CHECK (hidden_at IS NULL OR (way IS NOT NULL AND appeal_until IS NOT NULL)),
  -- What was done by hand is believed by its proof alone.
  CHECK (hidden_at IS NULL OR way = 'network' OR proof_file_id IS NOT NULL OR proof_url <> ''),
  CHECK ((state = 'restored') = (restored_at IS NOT NULL))
);
COMMENT ON TABLE moderation.act IS 'Comments taken off a page: by a published rule, with the evidence of what was taken off';
CREATE UNIQUE INDEX act_of_post ON moderation.act (post_id) WHERE state NOT IN ('declined', 'dropped', 'restored');
CREATE INDEX act_order ON moderation.act (made_at DESC, id DESC);
CREATE INDEX act_waiting ON moderation.act (made_at) WHERE state IN ('second', 'by-hand', 'unknown', 'failed', 'restore-by-hand',
  'restore-unknown', 'restore-failed');
CREATE INDEX act_hidden ON moderation.act (hidden_at) WHERE hidden_at IS NOT NULL;
CREATE INDEX act_incident ON moderation.act (incident_id);

CREATE FUNCTION moderation.guard_new_act() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  seen posts.sight%ROWTYPE;
  post posts.post%ROWTYPE;
  rule moderation.rule%ROWTYPE;
BEGIN
  SELECT * INTO seen FROM posts.sight WHERE sight.post_id = NEW.post_id AND serial = NEW.sight_serial;
  SELECT * INTO post FROM posts.post WHERE posts.post.id = NEW.post_id;
  SELECT * INTO rule FROM moderation.rule WHERE moderation.rule.id = NEW.rule_id;
  IF seen.post_id IS NULL OR seen.sha256 <> NEW.sight_sha256 OR (seen.raw = '' AND seen.text = '') THEN
    RAISE EXCEPTION 'a comment is not taken off without the evidence of it';
  END IF;
  IF post.kind <> 'comment' OR post.is_own OR post.gone_at IS NOT NULL OR post.page_id IS DISTINCT FROM NEW.page_id
    OR NOT EXISTS (SELECT FROM networks.page WHERE page.id = NEW.page_id AND page.is_own) THEN
    RAISE EXCEPTION 'only a comment of somebody else that stands on a page of ours is taken off';
  END IF;
  IF rule.id IS NULL OR rule.is_retired OR rule.in_force_at > seen.as_of OR EXISTS (
    SELECT FROM moderation.rule AS later WHERE later.number = rule.number AND later.version > rule.version
      AND (later.in_force_at <= seen.as_of OR (later.is_retired AND later.in_force_at <= NEW.made_at))) THEN
    RAISE EXCEPTION 'a comment is taken off by a rule that was in force when it was written, and is still';
  END IF;
  IF NEW.state NOT IN ('second', 'hiding', 'by-hand') OR (rule.needs_second AND NEW.second_why IS NULL)
    OR ((NEW.second_why IS NULL) = (NEW.state = 'second')) OR NEW.second_by IS NOT NULL OR NEW.ground = '' THEN
    RAISE EXCEPTION 'a decision to take a comment off begins with its ground and waits for whom it must';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER act_begins BEFORE INSERT ON moderation.act FOR EACH ROW EXECUTE FUNCTION moderation.guard_new_act();

CREATE FUNCTION moderation.guard_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'what was taken off stays on record';
  END IF;
  IF (NEW.id, NEW.number, NEW.code, NEW.incident_id, NEW.page_id, NEW.post_id, NEW.sight_serial, NEW.sight_sha256, NEW.rule_id,
      NEW.second_why, NEW.made_by, NEW.made_at) IS DISTINCT FROM
     (OLD.id, OLD.number, OLD.code, OLD.incident_id, OLD.page_id, OLD.post_id, OLD.sight_serial, OLD.sight_sha256, OLD.rule_id,
      OLD.second_why, OLD.made_by, OLD.made_at)
    OR (NEW.ground <> OLD.ground AND NEW.forgotten_at IS NULL) THEN
    RAISE EXCEPTION 'whose comment was taken off, by what rule and evidence, never changes';
  END IF;
  IF OLD.state <> NEW.state AND NOT (NEW.state = ANY (CASE OLD.state
    WHEN 'second' THEN ARRAY['declined', 'dropped', 'hiding', 'by-hand']
    WHEN 'hiding' THEN ARRAY['hidden', 'unknown', 'failed']
    WHEN 'by-hand' THEN ARRAY['hidden', 'dropped']
    WHEN 'unknown' THEN ARRAY['hidden', 'failed', 'hiding']
    WHEN 'failed' THEN ARRAY['hidden', 'hiding', 'dropped']
    WHEN 'hidden' THEN ARRAY['restoring', 'restore-by-hand', 'lost']
    WHEN 'restoring' THEN ARRAY['restored', 'restore-unknown', 'restore-failed']
    WHEN 'restore-unknown' THEN ARRAY['restored', 'restore-failed', 'restoring']
    WHEN 'restore-failed' THEN ARRAY['restored', 'restoring', 'lost']
    WHEN 'restore-by-hand' THEN ARRAY['restored', 'lost']
    ELSE ARRAY[]::text[] END)) THEN
    RAISE EXCEPTION 'a decision to take a comment off does not go from % to %', OLD.state, NEW.state;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER act_guarded BEFORE UPDATE OR DELETE ON moderation.act FOR EACH ROW EXECUTE FUNCTION moderation.guard_act();
CREATE TRIGGER act_kept BEFORE TRUNCATE ON moderation.act FOR EACH STATEMENT EXECUTE FUNCTION moderation.guard_act();

-- The last gate: no page takes anything off but by a decision on record that has got so far.
CREATE FUNCTION moderation.guard_deed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.page_id, NEW.kind, NEW.subject_kind, NEW.subject_id, NEW.to_id) IS DISTINCT FROM
    (OLD.page_id, OLD.kind, OLD.subject_kind, OLD.subject_id, OLD.to_id) THEN
    RAISE EXCEPTION 'what a page does, and to what, never changes';
  END IF;
  IF NEW.state IN ('waiting', 'doing') AND NOT EXISTS (
    SELECT FROM moderation.act JOIN posts.post ON post.id = act.post_id
    WHERE NEW.subject_kind = 'moderation-act' AND act.id = NEW.subject_id AND act.page_id = NEW.page_id
      AND post.external_id = NEW.to_id AND act.state = CASE NEW.kind WHEN 'hide' THEN 'hiding' ELSE 'restoring' END) THEN
    RAISE EXCEPTION 'a page takes nothing off without a rule and the evidence';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deed_by_rule BEFORE INSERT OR UPDATE ON networks.deed FOR EACH ROW EXECUTE FUNCTION moderation.guard_deed();

CREATE TABLE moderation.notice (
  id uuid PRIMARY KEY,
  act_id uuid NOT NULL REFERENCES moderation.act,
  kind text NOT NULL CHECK (kind IN ('hidden', 'upheld', 'restored', 'lost')),
  -- To the author alone; under the post, without a name.
  way text NOT NULL CHECK (way IN ('private', 'public')),
  text text NOT NULL,
  state text NOT NULL CHECK (state IN ('saying', 'said', 'unknown', 'failed')),
  reason text NOT NULL DEFAULT '',
  said_at timestamptz,
  said_url text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  UNIQUE (act_id, kind, way),
  CHECK ((state = 'said') = (said_at IS NOT NULL))
);
COMMENT ON TABLE moderation.notice IS 'What authors were told of a comment that was taken off';
CREATE INDEX notice_waiting ON moderation.notice (act_id) WHERE state IN ('unknown', 'failed');

CREATE TABLE moderation.appeal (
  id uuid PRIMARY KEY,
  act_id uuid NOT NULL UNIQUE REFERENCES moderation.act,
  made_at timestamptz NOT NULL,
  -- Who wrote it down for the author; null of one made on the portal.
  taken_by_name text,
  -- Go when the words of the comment go.
  words text NOT NULL,
  rule_id text NOT NULL,
  rule_version text NOT NULL,
  due_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('upheld', 'granted')),
  -- What the author is told.
  answer text NOT NULL DEFAULT '',
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  CHECK ((outcome IS NULL) = (decided_at IS NULL)),
  CHECK ((outcome IS NULL) = (decided_by IS NULL))
);
COMMENT ON TABLE moderation.appeal IS 'Objections of authors: decided by another than who took the comment off';
CREATE INDEX appeal_open ON moderation.appeal (due_at) WHERE outcome IS NULL;

CREATE FUNCTION moderation.guard_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'an objection stays on record';
  END IF;
  IF NEW.decided_by IS NOT NULL AND EXISTS (SELECT FROM moderation.act
    WHERE act.id = NEW.act_id AND (act.made_by = NEW.decided_by OR act.second_by = NEW.decided_by)) THEN
    RAISE EXCEPTION 'an objection is decided by another than who took the comment off';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.outcome IS NOT NULL AND (NEW.outcome, NEW.decided_by, NEW.decided_at) IS DISTINCT FROM
    (OLD.outcome, OLD.decided_by, OLD.decided_at) THEN
    RAISE EXCEPTION 'what was decided of an objection never changes';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appeal_guarded BEFORE INSERT OR UPDATE OR DELETE ON moderation.appeal
  FOR EACH ROW EXECUTE FUNCTION moderation.guard_appeal();
CREATE TRIGGER appeal_kept BEFORE TRUNCATE ON moderation.appeal
  FOR EACH STATEMENT EXECUTE FUNCTION moderation.guard_appeal();

