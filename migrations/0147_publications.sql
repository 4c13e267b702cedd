CREATE SCHEMA publications;
COMMENT ON SCHEMA publications IS 'What official pages publish (decree 398 of 2021, chapter 2, clauses 3.2.2 and 3.4.2): pieces, their variants by page, approvals, corrections';

CREATE TABLE publications.publication (
  id uuid PRIMARY KEY,
  -- The text every page says unless its variant has words of its own.
  text text NOT NULL DEFAULT '',
  -- A class of packs/pages/publishing: how many people have to agree.
  risk text NOT NULL CHECK (risk <> ''),
  state text NOT NULL CHECK (state IN ('draft', 'approval', 'returned', 'approved', 'cancelled')),
  -- What it tells of: a case that was answered, a mass problem that was solved, a promise; null = of itself.
  source_kind text CHECK (source_kind IN ('case', 'problem')),
  source_id uuid,
  -- Its number or name, as it was when the piece was begun.
  source_title text NOT NULL DEFAULT '',
  -- For whoever writes and approves; never published.
  brief text NOT NULL DEFAULT '',
  -- Why it was returned, or given up.
  reason text NOT NULL DEFAULT '',
  is_urgent boolean NOT NULL DEFAULT false,
  urgent_reason text NOT NULL DEFAULT '',
  -- Of one that was let out urgently: until when another has to look at it, and who did.
  review_by timestamptz,
  reviewed_at timestamptz,
  reviewed_by_name text NOT NULL DEFAULT '',
  made_by text NOT NULL,
  made_by_name text NOT NULL,
  made_at timestamptz NOT NULL,
  -- How often it was sent to be agreed to: a consent is to the words of its own round.
  round integer NOT NULL DEFAULT 0,
  state_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK ((source_kind IS NULL) = (source_id IS NULL)),
  CHECK (is_urgent = (urgent_reason <> '')),
  CHECK (is_urgent = (review_by IS NOT NULL)),
  CHECK ((reviewed_at IS NULL) = (reviewed_by_name = ''))
);
COMMENT ON TABLE publications.publication IS 'Pieces for official pages; one that is not needed is given up, never deleted';
-- What waits for somebody, the oldest first.
CREATE INDEX publication_waiting ON publications.publication (state, state_at) WHERE state IN ('draft', 'approval', 'returned');
CREATE INDEX publication_unreviewed ON publications.publication (review_by) WHERE is_urgent AND reviewed_at IS NULL;
CREATE INDEX publication_source ON publications.publication (source_kind, source_id) WHERE source_id IS NOT NULL;
CREATE INDEX publication_latest ON publications.publication (made_at DESC, id DESC);

CREATE TABLE publications.picture (
  publication_id uuid NOT NULL REFERENCES publications.publication,
  serial integer NOT NULL,
  file_id uuid NOT NULL,
  -- What is to be seen, for whoever does not see.
  alt text NOT NULL DEFAULT '',
  -- It is of a case and was released there: this module neither releases nor hides it.
  is_borrowed boolean NOT NULL,
  PRIMARY KEY (publication_id, serial)
);
COMMENT ON TABLE publications.picture IS 'Pictures of a piece in their order';
CREATE INDEX picture_file ON publications.picture (file_id);

CREATE TABLE publications.variant (
  id uuid PRIMARY KEY,
  publication_id uuid NOT NULL REFERENCES publications.publication,
  -- A page of the register.
  page_id uuid NOT NULL,
  -- Null: the text of the piece.
  own_text text CHECK (own_text <> ''),
  due_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('planned', 'waiting', 'manual', 'publishing', 'published', 'failed', 'unknown', 'withdrawn', 'cancelled')),
  -- What was said in the end; the words stay here whatever becomes of the piece.
  said_text text NOT NULL DEFAULT '',
  url text NOT NULL DEFAULT '',
  published_at timestamptz,
  -- Why it failed, or why nobody knows.
  reason text NOT NULL DEFAULT '',
  UNIQUE (publication_id, page_id),
  CHECK ((published_at IS NOT NULL) = (state IN ('published', 'withdrawn')))
);
COMMENT ON TABLE publications.variant IS 'A piece as one page says it, with its moment and what became of it';
-- The calendar: by page and moment.
CREATE INDEX variant_calendar ON publications.variant (page_id, coalesce(published_at, due_at)) WHERE state <> 'cancelled';
CREATE INDEX variant_troubled ON publications.variant (state, due_at) WHERE state IN ('failed', 'unknown', 'manual');

CREATE TABLE publications.approval (
  publication_id uuid NOT NULL REFERENCES publications.publication,
  serial integer NOT NULL,
  round integer NOT NULL,
  is_agreed boolean NOT NULL,
  note text NOT NULL DEFAULT '',
  by_ref text NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (publication_id, serial),
  CHECK (is_agreed OR note <> '')
);
COMMENT ON TABLE publications.approval IS 'Who agreed to a piece or returned it; only added to';

CREATE TABLE publications.change (
  id uuid PRIMARY KEY,
  variant_id uuid NOT NULL REFERENCES publications.variant,
  kind text NOT NULL CHECK (kind IN ('correct', 'withdraw')),
  -- Told to whoever reads the page.
  reason text NOT NULL CHECK (reason <> ''),
  before text NOT NULL,
  -- Empty of a withdrawal.
  after text NOT NULL,
  state text NOT NULL CHECK (state IN ('approval', 'returned', 'doing', 'done', 'failed', 'unknown')),
  state_reason text NOT NULL DEFAULT '',
  made_by text NOT NULL,
  made_by_name text NOT NULL,
  made_at timestamptz NOT NULL,
  approved_by_name text NOT NULL DEFAULT '',
  done_at timestamptz,
  CHECK ((kind = 'correct') = (after <> '')),
  CHECK ((state = 'done') = (done_at IS NOT NULL))
);
COMMENT ON TABLE publications.change IS 'Corrections and withdrawals of what was published, each with its reason: never silent';
CREATE INDEX change_variant ON publications.change (variant_id, made_at);
-- One at a time: two corrections on their way would say two things.
CREATE UNIQUE INDEX change_open ON publications.change (variant_id) WHERE state IN ('approval', 'doing', 'unknown');
CREATE INDEX change_waiting ON publications.change (made_at) WHERE state = 'approval';
-- What everybody reads of corrections.
CREATE INDEX change_done ON publications.change (done_at DESC) WHERE state = 'done';

CREATE TABLE publications.quiet_day (
  day date PRIMARY KEY,
  -- A day of mourning, of an accident: what is planned is asked about, nothing new is put on it.
  reason text NOT NULL CHECK (reason <> ''),
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL
);
COMMENT ON TABLE publications.quiet_day IS 'Days on which pages are silent';

CREATE TABLE publications.event (
  publication_id uuid NOT NULL REFERENCES publications.publication,
  serial integer NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  what text NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (publication_id, serial)
);
COMMENT ON TABLE publications.event IS 'What was done with a piece, in words; only added to';

CREATE FUNCTION publications.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history of publications is only added to';
END $$;
CREATE TRIGGER approval_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publications.approval
  FOR EACH STATEMENT EXECUTE FUNCTION publications.refuse_change();
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publications.event
  FOR EACH STATEMENT EXECUTE FUNCTION publications.refuse_change();

-- What a decision of a person let out stays as it was decided: a change has a row, and no row goes.
CREATE FUNCTION publications.keep_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.reason <> OLD.reason OR NEW.before <> OLD.before OR NEW.after <> OLD.after OR NEW.kind <> OLD.kind
    OR NEW.made_at <> OLD.made_at OR OLD.state IN ('done', 'returned')
  THEN RAISE EXCEPTION 'corrections of publications are never rewritten';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER change_kept BEFORE UPDATE OR DELETE ON publications.change
  FOR EACH ROW EXECUTE FUNCTION publications.keep_change();
