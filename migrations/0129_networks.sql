CREATE SCHEMA networks;
COMMENT ON SCHEMA networks IS 'Social networks and other open sources: pages, their keys, what came from them, what was said in them';

CREATE TABLE networks.page (
  id uuid PRIMARY KEY,
  -- An id of packs/base/networks.
  network text NOT NULL CHECK (network <> ''),
  -- As the network numbers it; the address of a feed, the mailbox of letters.
  external_id text NOT NULL CHECK (external_id <> ''),
  title text NOT NULL CHECK (title <> ''),
  -- Where a person opens it; empty of a mailbox.
  url text NOT NULL DEFAULT '',
  -- The administration's own page; else it is only read.
  is_own boolean NOT NULL,
  -- What a page of others is; said of organisations alone: a person's own page is `unknown`.
  kind text NOT NULL DEFAULT 'community' CHECK (kind IN ('media', 'community', 'advertiser', 'unknown')),
  -- It tells of our city alone: what stands on it is of our city unless it names another.
  is_local boolean NOT NULL DEFAULT true,
  unit_id uuid,
  -- Another address of the network's API: a stand-in, a gateway.
  base_url text NOT NULL DEFAULT '',
  is_active boolean NOT NULL DEFAULT true,
  -- Opaque; where the next reading begins.
  cursor text NOT NULL DEFAULT '',
  next_pull_at timestamptz NOT NULL,
  pulled_at timestamptz,
  failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  -- Of the last exchange; empty = it went well. In words for whoever keeps the page, without keys.
  trouble text NOT NULL DEFAULT '',
  -- Why the network brings no events, as it said when it was last asked; empty = it does, or is not asked.
  door_trouble text NOT NULL DEFAULT '',
  last_event_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  created_by_name text NOT NULL,
  UNIQUE (network, external_id)
);
COMMENT ON TABLE networks.page IS 'Pages that are read, and those the administration speaks on';
CREATE INDEX page_due ON networks.page (next_pull_at) WHERE is_active;

CREATE TABLE networks.page_key (
  page_id uuid NOT NULL REFERENCES networks.page,
  name text NOT NULL CHECK (name <> ''),
  sealed text NOT NULL,
  -- The seal binds a key to its page and name: this is the place it names.
  place text NOT NULL UNIQUE,
  entered_at timestamptz NOT NULL,
  entered_by_name text NOT NULL,
  PRIMARY KEY (page_id, name)
);
COMMENT ON TABLE networks.page_key IS 'Keys of pages, sealed';

CREATE TABLE networks.event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  page_id uuid NOT NULL,
  event_key text NOT NULL,
  received_at timestamptz NOT NULL,
  -- What was read of it (NetworkFact[]), and the words of the network themselves.
  facts text NOT NULL,
  raw text NOT NULL,
  state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'read', 'ignored', 'refused')),
  reason text,
  UNIQUE (page_id, event_key)
);
COMMENT ON TABLE networks.event IS 'What came from networks, once each, stored before it is acknowledged; words leave it after their term';
CREATE INDEX event_waiting ON networks.event (id) WHERE state = 'received';
CREATE INDEX event_order ON networks.event (page_id, id DESC);

CREATE TABLE networks.saying (
  id uuid PRIMARY KEY,
  page_id uuid NOT NULL REFERENCES networks.page,
  -- Whose words: a kind of record of a higher system and its id there.
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  -- What it answers, as the network numbers it.
  to_id text NOT NULL,
  to_kind text NOT NULL CHECK (to_kind IN ('post', 'comment', 'message', 'article')),
  to_thread text NOT NULL,
  to_author text NOT NULL,
  text text NOT NULL CHECK (text <> ''),
  -- unknown: it may have been said all the same; a person ends that, or a look at the network.
  state text NOT NULL CHECK (state IN ('waiting', 'saying', 'said', 'unknown', 'failed')),
  state_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_at timestamptz NOT NULL,
  try_id uuid,
  reason text NOT NULL DEFAULT '',
  said_id text,
  said_url text,
  said_at timestamptz,
  made_at timestamptz NOT NULL,
  UNIQUE (subject_kind, subject_id),
  CHECK ((state = 'said') = (said_at IS NOT NULL))
);
COMMENT ON TABLE networks.saying IS 'What pages say in networks, from the intent to where it stands';
CREATE INDEX saying_due ON networks.saying (next_at) WHERE state = 'waiting';

CREATE VIEW networks.v_page AS
SELECT id, network, external_id, title, url, is_own, kind, is_local, is_active, unit_id FROM networks.page;
COMMENT ON VIEW networks.v_page IS 'Pages for other modules: what they are and whose, without their keys';

CREATE VIEW networks.v_saying AS
SELECT id, page_id, subject_kind, subject_id, to_thread, state, said_id, said_url, said_at FROM networks.saying;
COMMENT ON VIEW networks.v_saying IS 'What pages said, for other modules: how it ended and where it stands';

CREATE VIEW clocks.v_duty AS
SELECT person_id, from_at, to_at FROM clocks.duty WHERE cancelled_at IS NULL;
COMMENT ON VIEW clocks.v_duty IS 'Who is on duty when, for other modules';
