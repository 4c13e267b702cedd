CREATE SCHEMA incidents;
COMMENT ON SCHEMA incidents IS 'Posts of open sources that ask for an answer: how they were sorted, who answers, what the page said';

CREATE TABLE incidents.number_counter (
  month text PRIMARY KEY,
  last integer NOT NULL
);
COMMENT ON TABLE incidents.number_counter IS 'Last number given in a local month: И-2026-11-0188';

CREATE TABLE incidents.incident (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  title text NOT NULL,
  status text NOT NULL CHECK (status IN ('captured', 'dismissed', 'sorted', 'sent', 'refused', 'accepted', 'approval',
    'published', 'dialogue', 'interim', 'closed', 'merged', 'converted')),
  importance text NOT NULL CHECK (importance IN ('high', 'normal', 'low')),
  -- How it came: a comment or a message to a page of ours, a rule, a person's hand.
  origin text NOT NULL CHECK (origin IN ('own-page', 'rule', 'manual', 'federal')),
  block text,
  fact_id text,
  address text,
  street_id text,
  house text,
  district_id text,
  lat double precision,
  lon double precision,
  h3 text,
  precision text NOT NULL DEFAULT 'none',
  unit_id uuid,
  -- What the program read in its words when they came (incidents/reading.ts).
  offer jsonb NOT NULL,
  dismiss_reason text,
  close_reason text,
  refusal text,
  merged_into uuid REFERENCES incidents.incident,
  case_id uuid,
  case_number text,
  opened_at timestamptz NOT NULL,
  last_posted_at timestamptz NOT NULL,
  -- The term that runs and ends first; null where none runs.
  due_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK ((status = 'dismissed') = (dismiss_reason IS NOT NULL)),
  CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
  CHECK ((status = 'converted') = (case_id IS NOT NULL))
);
COMMENT ON TABLE incidents.incident IS 'What people wrote of one matter in open sources, with the answer to it';
CREATE INDEX incident_due ON incidents.incident (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX incident_new ON incidents.incident (last_posted_at DESC, id DESC);
CREATE INDEX incident_open ON incidents.incident (status) WHERE status NOT IN ('dismissed', 'closed', 'merged', 'converted');

CREATE TABLE incidents.member (
  post_id uuid PRIMARY KEY REFERENCES posts.post,
  incident_id uuid NOT NULL REFERENCES incidents.incident,
  -- The incident that was merged into this one with it: taking the merge back returns it there.
  came_from uuid REFERENCES incidents.incident,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  -- What it shares with the first; empty of the first itself.
  why text[] NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE incidents.member IS 'Which incident a post is of: one at a time';
CREATE INDEX member_incident ON incidents.member (incident_id, at);

CREATE TABLE incidents.term (
  incident_id uuid NOT NULL REFERENCES incidents.incident,
  kind text NOT NULL CHECK (kind IN ('look', 'answer', 'final', 'follow-up')),
  started_at timestamptz NOT NULL,
  rule_id text NOT NULL,
  rule_version text NOT NULL,
  due_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- Ended with nothing done: dismissed, merged. It is no answer.
  is_void boolean NOT NULL DEFAULT false,
  PRIMARY KEY (incident_id, kind, started_at),
  CHECK (NOT is_void OR ended_at IS NOT NULL)
);
COMMENT ON TABLE incidents.term IS 'Terms of incidents, frozen as they began';
CREATE INDEX term_running ON incidents.term (due_at) WHERE ended_at IS NULL;

CREATE TABLE incidents.reply (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incidents.incident,
  post_id uuid NOT NULL REFERENCES posts.post,
  page_id uuid NOT NULL REFERENCES networks.page,
  text text NOT NULL CHECK (text <> ''),
  state text NOT NULL CHECK (state IN ('draft', 'approval', 'returned', 'saying', 'published', 'unknown', 'failed')),
  is_interim boolean NOT NULL,
  promised_on date,
  -- `staff:<id>`, and the name people read.
  made_by text NOT NULL,
  made_by_name text NOT NULL,
  made_at timestamptz NOT NULL,
  approved_by text,
  approved_by_name text,
  approved_at timestamptz,
  is_urgent boolean NOT NULL DEFAULT false,
  urgent_reason text NOT NULL DEFAULT '',
  reviewed_by_name text,
  reviewed_at timestamptz,
  reason text NOT NULL DEFAULT '',
  published_at timestamptz,
  published_url text,
  CHECK (approved_by IS NULL OR approved_by <> made_by),
  CHECK (state NOT IN ('saying', 'published', 'unknown', 'failed') OR is_urgent OR approved_by IS NOT NULL),
  CHECK ((state = 'published') = (published_at IS NOT NULL)),
  CHECK (NOT is_urgent OR urgent_reason <> '')
);
COMMENT ON TABLE incidents.reply IS 'What a page answers: nobody lets out their own words but urgently, and then another looks at them afterwards';
CREATE INDEX reply_incident ON incidents.reply (incident_id, made_at);
CREATE INDEX reply_unreviewed ON incidents.reply (published_at) WHERE is_urgent AND reviewed_at IS NULL;

CREATE TABLE incidents.event (
  incident_id uuid NOT NULL,
  serial integer NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  what text NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (incident_id, serial)
);
COMMENT ON TABLE incidents.event IS 'What was done with an incident, in words';
CREATE FUNCTION incidents.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history of incidents is only added to';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incidents.event
  FOR EACH STATEMENT EXECUTE FUNCTION incidents.refuse_change();
