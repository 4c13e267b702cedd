CREATE SCHEMA register;
COMMENT ON SCHEMA register IS 'Official pages of bodies and institutions in social networks (decree 398 of 2021, chapter 2, clauses 3.4 and 3.5): who keeps them, what is proved of them';

CREATE TABLE register.body (
  -- A unit of identity: the tree is kept there.
  unit_id uuid PRIMARY KEY,
  -- Whom clause 1 of chapter 2 names as receiving what residents write.
  recipient text NOT NULL CHECK (recipient IN ('local-government', 'state-organisation', 'municipal-organisation', 'public-share')),
  -- «Уровень» of the regional register.
  level text NOT NULL CHECK (level IN ('region', 'ministry', 'department', 'municipality', 'special')),
  founder text NOT NULL DEFAULT '',
  ogrn text NOT NULL DEFAULT '' CHECK (ogrn ~ '^([0-9]{13})?$'),
  spheres text[] NOT NULL DEFAULT '{}' CHECK (cardinality(spheres) <= 3),
  changed_at timestamptz NOT NULL,
  changed_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE register.body IS 'What the register says of a body or an institution besides its place in the tree';
CREATE UNIQUE INDEX body_ogrn ON register.body (ogrn) WHERE ogrn <> '';

CREATE TABLE register.page (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  -- An id of packs/base/networks.
  network text NOT NULL CHECK (network <> ''),
  title text NOT NULL CHECK (title <> ''),
  url text NOT NULL CHECK (url ~ '^https://'),
  -- The address as the settings of the page give it, and the number in «Госпаблики»: columns of the region.
  settings_url text NOT NULL DEFAULT '',
  gos_id text NOT NULL DEFAULT '',
  grade text NOT NULL CHECK (grade IN ('flagship', 'active', 'card')),
  -- A member of staff who keeps it.
  keeper_id uuid,
  contract text NOT NULL DEFAULT '',
  contract_until date,
  -- Where «Госпаблики» and the region reach whoever keeps it; an office's contact, no resident's.
  contact text NOT NULL DEFAULT '',
  -- The page of networks by which it is read, and since when.
  network_page_id uuid,
  bound_at timestamptz,
  followers integer CHECK (followers >= 0),
  week_reach integer CHECK (week_reach >= 0),
  post_reach integer CHECK (post_reach >= 0),
  figures_on date,
  archived_at timestamptz,
  archive_reason text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK ((network_page_id IS NULL) = (bound_at IS NULL)),
  CHECK ((archived_at IS NULL) = (archive_reason = '')),
  CHECK (contract_until IS NULL OR contract <> '')
);
COMMENT ON TABLE register.page IS 'Official pages; one that is not kept any more is archived, never deleted';
CREATE UNIQUE INDEX page_address ON register.page (network, url) WHERE archived_at IS NULL;
CREATE UNIQUE INDEX page_bound ON register.page (network_page_id) WHERE archived_at IS NULL AND network_page_id IS NOT NULL;
CREATE INDEX page_unit ON register.page (unit_id, network);

CREATE TABLE register.grade (
  page_id uuid NOT NULL REFERENCES register.page,
  -- Local day from which the grade holds: a week is judged by the grade of its Monday.
  since date NOT NULL,
  grade text NOT NULL CHECK (grade IN ('flagship', 'active', 'card')),
  PRIMARY KEY (page_id, since)
);
COMMENT ON TABLE register.grade IS 'Which grade a page had when';

CREATE TABLE register.exemption (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  -- Null: from pages in any network.
  network text,
  ground text NOT NULL CHECK (ground <> ''),
  from_day date NOT NULL,
  -- The last day; null = without a term.
  until_day date CHECK (until_day >= from_day),
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  ended_at timestamptz,
  ended_by_name text NOT NULL DEFAULT '',
  end_reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CHECK ((ended_at IS NULL) = (ended_by_name = ''))
);
COMMENT ON TABLE register.exemption IS 'Why a body lawfully keeps no page: its ground and its term';
CREATE INDEX exemption_unit ON register.exemption (unit_id) WHERE ended_at IS NULL;

CREATE TABLE register.look (
  id uuid PRIMARY KEY,
  page_id uuid NOT NULL REFERENCES register.page,
  -- A check of packs/pages/register.
  check_id text NOT NULL CHECK (check_id <> ''),
  is_there boolean NOT NULL,
  note text NOT NULL DEFAULT '',
  -- The picture and the local day it was taken.
  file_id uuid,
  taken_on date NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  -- Nothing is there without a picture that shows it; what is not there is said in words at least.
  CHECK (NOT is_there OR file_id IS NOT NULL),
  CHECK (file_id IS NOT NULL OR note <> '')
);
COMMENT ON TABLE register.look IS 'Looks at a page: what a person saw of a check, with a dated picture; only added to';
CREATE INDEX look_latest ON register.look (page_id, check_id, taken_on DESC, at DESC, id DESC);
CREATE INDEX look_file ON register.look (file_id) WHERE file_id IS NOT NULL;

CREATE TABLE register.verification (
  id uuid PRIMARY KEY,
  page_id uuid NOT NULL REFERENCES register.page,
  state text NOT NULL CHECK (state IN ('documents', 'submitted', 'needs_fix', 'verified', 'revoked')),
  -- Since when it is so, by the paper or the network.
  state_on date NOT NULL,
  ground text NOT NULL DEFAULT '',
  -- By when what was returned has to be put right.
  due_on date,
  started_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK ((due_on IS NOT NULL) <= (state = 'needs_fix')),
  CHECK ((state IN ('needs_fix', 'revoked')) <= (ground <> ''))
);
COMMENT ON TABLE register.verification IS 'Runs of the procedure by which a network confirms that a page is official';
-- A page has one run at a time; a new one begins after the mark was revoked.
CREATE UNIQUE INDEX verification_running ON register.verification (page_id) WHERE state <> 'revoked';
CREATE INDEX verification_page ON register.verification (page_id, started_at DESC);

CREATE TABLE register.verification_move (
  verification_id uuid NOT NULL REFERENCES register.verification,
  serial integer NOT NULL,
  state text NOT NULL CHECK (state IN ('documents', 'submitted', 'needs_fix', 'verified', 'revoked')),
  on_day date NOT NULL,
  ground text NOT NULL DEFAULT '',
  due_on date,
  file_id uuid,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  PRIMARY KEY (verification_id, serial)
);
COMMENT ON TABLE register.verification_move IS 'Every move of a run, with its day, ground and paper; only added to';
CREATE INDEX move_file ON register.verification_move (file_id) WHERE file_id IS NOT NULL;

CREATE TABLE register.event (
  page_id uuid NOT NULL,
  serial integer NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  what text NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (page_id, serial)
);
COMMENT ON TABLE register.event IS 'What was done with a page of the register, in words; only added to';

CREATE FUNCTION register.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history of official pages is only added to';
END $$;
CREATE TRIGGER look_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register.look
  FOR EACH STATEMENT EXECUTE FUNCTION register.refuse_change();
CREATE TRIGGER verification_move_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register.verification_move
  FOR EACH STATEMENT EXECUTE FUNCTION register.refuse_change();
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register.event
  FOR EACH STATEMENT EXECUTE FUNCTION register.refuse_change();

CREATE VIEW networks.v_reading AS
SELECT id, is_active, pulled_at AS read_at, trouble FROM networks.page;
COMMENT ON VIEW networks.v_reading IS 'When a page was read last and what stands in the way, for other modules';

-- What our pages published, by page and time: the norm of a week.
CREATE INDEX post_published ON posts.post (page_id, posted_at) WHERE kind = 'post' AND is_own;
