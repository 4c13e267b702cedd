CREATE SCHEMA outages;
COMMENT ON SCHEMA outages IS 'Outages of water, heating, power and the like: where, why, who mends, until when';

CREATE TABLE outages.outage (
  id uuid PRIMARY KEY,
  -- An id of packs/messages/outages.
  resource text NOT NULL CHECK (resource <> ''),
  block text NOT NULL,
  is_planned boolean NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  unit_id uuid,
  repairer text NOT NULL CHECK (repairer <> ''),
  begins_at timestamptz NOT NULL,
  -- The term in force; null while nobody has named one.
  until_at timestamptz,
  on_site_at timestamptz,
  ended_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  -- Of all its places, the smallest parts.
  district_ids text[] NOT NULL,
  problem_id uuid,
  -- Residents known of before anybody joined: those of the mass problem it was made from.
  people_before integer NOT NULL DEFAULT 0 CHECK (people_before >= 0),
  -- A row of a supplier's table: its key there, and a fingerprint of what it said last.
  source_key text UNIQUE,
  source_print text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  created_by_name text NOT NULL,
  CHECK (until_at > begins_at),
  CHECK (ended_at IS NULL OR cancelled_at IS NULL),
  CHECK ((cancelled_at IS NULL) = (cancel_reason IS NULL)),
  CHECK ((source_key IS NULL) = (source_print IS NULL))
);
COMMENT ON TABLE outages.outage IS 'What is off, where, why and until when; all of it is for everybody to read';
CREATE INDEX outage_order ON outages.outage (begins_at DESC, id DESC);
CREATE INDEX outage_open ON outages.outage (begins_at) WHERE ended_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX outage_problem ON outages.outage (problem_id) WHERE problem_id IS NOT NULL;

CREATE TABLE outages.place (
  outage_id uuid NOT NULL REFERENCES outages.outage,
  serial integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('street', 'district')),
  -- Of the list of streets, or of a district of the map.
  place_id text NOT NULL,
  label text NOT NULL,
  -- Of a street: «10–28 (чётные), 31а»; empty = all of it.
  houses text NOT NULL DEFAULT '',
  PRIMARY KEY (outage_id, serial)
);
COMMENT ON TABLE outages.place IS 'Where an outage is: streets with their houses, whole districts';
CREATE INDEX place_id ON outages.place (kind, place_id);

CREATE TABLE outages.term (
  outage_id uuid NOT NULL REFERENCES outages.outage,
  serial integer NOT NULL,
  until_at timestamptz,
  -- Why the term before was left; empty for the first.
  reason text NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  PRIMARY KEY (outage_id, serial),
  CHECK (serial = 1 OR reason <> '')
);
COMMENT ON TABLE outages.term IS 'Every term an outage was ever given: a moved one stays to be shown';
CREATE TABLE outages.joined (
  outage_id uuid NOT NULL REFERENCES outages.outage,
  -- SHA-256 of the key of a draft or of the resident: counts one person once and names nobody.
  joiner text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (outage_id, joiner)
);
COMMENT ON TABLE outages.joined IS 'Who said «я тоже», each once; whoever takes it back is not here';
