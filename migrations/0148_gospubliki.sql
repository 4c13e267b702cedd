CREATE SCHEMA gospubliki;
COMMENT ON SCHEMA gospubliki IS 'The cabinet of the administration in «Госпаблики» and the work with ЦУР and the regional departments on placements (decree 398 of 2021, chapter 2, clause 3.5)';

CREATE TABLE gospubliki.cabinet (
  id uuid PRIMARY KEY,
  -- There is one.
  is_only boolean NOT NULL DEFAULT true UNIQUE CHECK (is_only),
  -- In whose name it is kept; empty: nobody has entered it yet.
  organisation text NOT NULL DEFAULT '',
  address text NOT NULL DEFAULT '' CHECK (address ~ '^(https://.*)?$'),
  note text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE gospubliki.cabinet IS 'The cabinet of the administration in the system «Госпаблики»';
INSERT INTO gospubliki.cabinet (id) VALUES (gen_random_uuid());

CREATE TABLE gospubliki.cabinet_person (
  id uuid PRIMARY KEY,
  -- A member of staff.
  person_id uuid NOT NULL,
  -- What they do in the cabinet.
  duty text NOT NULL CHECK (duty <> ''),
  -- The last day their access holds; null = nobody has said.
  access_until date,
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  -- When the term was set last: its clock begins anew.
  set_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text NOT NULL DEFAULT '',
  CHECK ((ended_at IS NULL) = (end_reason = ''))
);
COMMENT ON TABLE gospubliki.cabinet_person IS 'Who works in the cabinet and until when their access holds; ended, never deleted';
CREATE UNIQUE INDEX cabinet_person_once ON gospubliki.cabinet_person (person_id) WHERE ended_at IS NULL;

CREATE TABLE gospubliki.secret (
  place text PRIMARY KEY,
  -- A kind of packs/pages/gospubliki.
  name text NOT NULL UNIQUE CHECK (name <> ''),
  -- Sealed (lib/seal): opened by nobody through a screen.
  sealed text NOT NULL,
  entered_at timestamptz NOT NULL,
  entered_by_name text NOT NULL
);
COMMENT ON TABLE gospubliki.secret IS 'Secrets of the cabinet, sealed; shown never, told by their names';

CREATE TABLE gospubliki.request (
  id uuid PRIMARY KEY,
  -- Who asks: an id of packs/pages/gospubliki.
  asker text NOT NULL CHECK (asker <> ''),
  -- The paper or letter it came by.
  number text NOT NULL CHECK (number <> ''),
  dated_on date NOT NULL,
  received_on date NOT NULL,
  file_id uuid,
  title text NOT NULL CHECK (title <> ''),
  text text NOT NULL,
  -- The days it has to stand on the pages in.
  window_from date NOT NULL,
  window_to date NOT NULL,
  is_mandatory boolean NOT NULL,
  -- A member of staff who answers for it; null = whoever keeps the requests.
  responsible_id uuid,
  state text NOT NULL CHECK (state IN ('received', 'accepted', 'objected', 'withdrawn', 'published', 'reported')),
  -- Terms as they were counted; a change of the rules moves none of them.
  decide_by timestamptz NOT NULL,
  publish_by timestamptz NOT NULL,
  report_by timestamptz,
  decided_at timestamptz,
  decided_by_name text NOT NULL DEFAULT '',
  -- Of an objection: a ground of packs/pages/gospubliki, and words; of a request that was called back: words.
  ground text NOT NULL DEFAULT '',
  reason text NOT NULL DEFAULT '',
  -- Why it was accepted over the limit of load.
  over_reason text NOT NULL DEFAULT '',
  -- The load of its pages as it was shown to whoever decided.
  load jsonb,
  publication_id uuid,
  -- When the last of its pages was settled: the moment it stood there, or somebody said that it will not.
  published_at timestamptz,
  settled_at timestamptz,
  reported_at timestamptz,
  report_number text NOT NULL DEFAULT '',
  report_on date,
  report_words text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  -- When anything was done with it last.
  moved_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK (window_to >= window_from),
  CHECK (received_on >= dated_on),
  CHECK ((state = 'received') <= (decided_at IS NULL)),
  CHECK ((state = 'objected') <= (ground <> '' AND reason <> '')),
  CHECK ((state = 'withdrawn') <= (reason <> '')),
  CHECK ((state IN ('accepted', 'published', 'reported')) <= (publication_id IS NOT NULL AND decided_at IS NOT NULL)),
  CHECK ((state IN ('published', 'reported')) = (published_at IS NOT NULL)),
  CHECK ((published_at IS NULL) = (settled_at IS NULL)),
  CHECK ((published_at IS NULL) = (report_by IS NULL)),
  CHECK ((state = 'reported') = (reported_at IS NOT NULL)),
  CHECK ((reported_at IS NULL) = (report_number = '')),
  CHECK ((reported_at IS NULL) = (report_on IS NULL))
);
COMMENT ON TABLE gospubliki.request IS 'Requests of ЦУР and the regional departments to place a publication on our pages';
-- A paper is entered once.
CREATE UNIQUE INDEX request_paper ON gospubliki.request (asker, number, dated_on);
CREATE INDEX request_latest ON gospubliki.request (received_on DESC, id DESC);
-- What waits for us: few of all there were.
CREATE INDEX request_open ON gospubliki.request (state) WHERE state IN ('received', 'accepted', 'published');
-- Terms that ended lately, and the latest of what was done.
CREATE INDEX request_decide_term ON gospubliki.request (decide_by);
CREATE INDEX request_publish_term ON gospubliki.request (publish_by);
CREATE INDEX request_report_term ON gospubliki.request (report_by) WHERE report_by IS NOT NULL;
CREATE INDEX request_moved ON gospubliki.request (moved_at);
CREATE INDEX request_publication ON gospubliki.request (publication_id) WHERE publication_id IS NOT NULL;
CREATE INDEX request_file ON gospubliki.request (file_id) WHERE file_id IS NOT NULL;

CREATE TABLE gospubliki.request_page (
  request_id uuid NOT NULL REFERENCES gospubliki.request,
  -- A page of the register.
  page_id uuid NOT NULL,
  -- Null until it is decided.
  is_accepted boolean,
  -- Where it stands, and since when.
  url text NOT NULL DEFAULT '',
  published_at timestamptz,
  -- Why it does not: not accepted for this page, or not published.
  reason text NOT NULL DEFAULT '',
  missed_at timestamptz,
  PRIMARY KEY (request_id, page_id),
  CHECK (url = '' OR published_at IS NOT NULL),
  CHECK (missed_at IS NULL OR published_at IS NULL),
  CHECK ((is_accepted IS FALSE OR missed_at IS NOT NULL) = (reason <> ''))
);
COMMENT ON TABLE gospubliki.request_page IS 'Pages a request asks for, and what became of it on each';

CREATE TABLE gospubliki.request_picture (
  request_id uuid NOT NULL REFERENCES gospubliki.request,
  serial integer NOT NULL,
  file_id uuid NOT NULL,
  alt text NOT NULL DEFAULT '',
  PRIMARY KEY (request_id, serial)
);
COMMENT ON TABLE gospubliki.request_picture IS 'Pictures that came with a request, in their order';
CREATE INDEX request_picture_file ON gospubliki.request_picture (file_id);

CREATE TABLE gospubliki.repost (
  id uuid PRIMARY KEY,
  -- Whom of packs/pages/gospubliki we ask to say what we said.
  asked_of text NOT NULL CHECK (asked_of <> ''),
  -- Our post.
  url text NOT NULL CHECK (url ~ '^https://'),
  what text NOT NULL CHECK (what <> ''),
  why text NOT NULL CHECK (why <> ''),
  asked_on date NOT NULL,
  number text NOT NULL DEFAULT '',
  -- By this day an answer could be expected.
  due_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'taken', 'refused', 'silent')),
  answered_on date,
  -- Where they said it; of a refusal its ground.
  taken_url text NOT NULL DEFAULT '',
  ground text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK ((state = 'asked') = (answered_on IS NULL)),
  CHECK ((state = 'taken') = (taken_url <> '')),
  CHECK ((state = 'refused') <= (ground <> '')),
  CHECK (answered_on >= asked_on)
);
COMMENT ON TABLE gospubliki.repost IS 'Our requests to the region to repost a post of ours, and what came of them';
CREATE INDEX repost_latest ON gospubliki.repost (asked_on DESC, id DESC);
CREATE INDEX repost_waiting ON gospubliki.repost (due_on) WHERE state = 'asked';

CREATE TABLE gospubliki.rating (
  -- First day of the month.
  month date NOT NULL,
  page_id uuid NOT NULL,
  -- 0…100; null where no term of the formula is known.
  score numeric(5, 1),
  -- What it was counted from, with the edition of the formula.
  terms jsonb NOT NULL,
  frozen_at timestamptz NOT NULL,
  snapshot text NOT NULL,
  PRIMARY KEY (month, page_id)
);
COMMENT ON TABLE gospubliki.rating IS 'Marks of official pages by month, as they were frozen; only added to';

CREATE TABLE gospubliki.event (
  -- The cabinet, a request or a repost.
  subject_id uuid NOT NULL,
  serial integer NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  what text NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (subject_id, serial)
);
COMMENT ON TABLE gospubliki.event IS 'What was done with the cabinet, a request or a repost, in words; only added to';

CREATE FUNCTION gospubliki.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history of «Госпаблики» is only added to';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON gospubliki.event
  FOR EACH STATEMENT EXECUTE FUNCTION gospubliki.refuse_change();
CREATE TRIGGER rating_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON gospubliki.rating
  FOR EACH STATEMENT EXECUTE FUNCTION gospubliki.refuse_change();

-- A piece may be begun from a request.
ALTER TABLE publications.publication DROP CONSTRAINT publication_source_kind_check;
ALTER TABLE publications.publication ADD CONSTRAINT publication_source_kind_check CHECK (source_kind IN ('case', 'problem', 'request'));

CREATE VIEW publications.v_variant AS
SELECT variant.id, variant.publication_id, variant.page_id, variant.state, variant.due_at, variant.url, variant.published_at,
  variant.reason, piece.state AS piece_state, piece.source_kind, piece.source_id
FROM publications.variant JOIN publications.publication AS piece ON piece.id = variant.publication_id;
COMMENT ON VIEW publications.v_variant IS 'Variants of pieces with the state of their piece, for other modules';
