CREATE SCHEMA conflicts;
COMMENT ON SCHEMA conflicts IS 'Conflicts around official answers and the early signals of them (decree 398 of 2021, chapter 2, clause 3.2.4). Holds no words and no authors of residents: it points at posts';

CREATE TABLE conflicts.number_counter (
  month text PRIMARY KEY,
  last integer NOT NULL
);
COMMENT ON TABLE conflicts.number_counter IS 'Last number given in a local month: К-2026-11-07';

CREATE TABLE conflicts.conflict (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  title text NOT NULL CHECK (title <> ''),
  -- What set it off: the rule of the signal it was made of, or a person's hand.
  trigger text NOT NULL CHECK (trigger IN ('anger', 'contradiction', 'deleted', 'promise', 'late', 'manual')),
  risk text NOT NULL CHECK (risk IN ('high', 'medium', 'low')),
  state text NOT NULL CHECK (state IN ('open', 'led', 'closed')),
  block text,
  fact_id text,
  address text,
  district_id text,
  -- The body whose answer it is about.
  unit_id uuid,
  -- What was answered wrong, in words of whoever leads it.
  wrong text NOT NULL DEFAULT '',
  leader_id uuid,
  leader_name text,
  -- Kinds of errors of communication (packs/monitoring/conflicts); null = nobody has reviewed it.
  errors text[],
  reviewed_at timestamptz,
  reviewed_by_name text,
  outcome text CHECK (outcome IN ('corrected', 'apologised', 'explained', 'solved', 'groundless')),
  outcome_note text NOT NULL DEFAULT '',
  opened_at timestamptz NOT NULL,
  opened_by_name text NOT NULL,
  closed_at timestamptz,
  -- The term to settle it, frozen as it began.
  rule_id text NOT NULL,
  rule_version text NOT NULL,
  term_from timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  called_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK ((state = 'led') <= (leader_id IS NOT NULL)),
  CHECK ((state = 'closed') = (outcome IS NOT NULL)),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((errors IS NULL) = (reviewed_at IS NULL)),
  -- Nothing is closed that nobody has reviewed.
  CHECK (state <> 'closed' OR errors IS NOT NULL)
);
COMMENT ON TABLE conflicts.conflict IS 'A conflict around what the administration answered: what set it off, who leads it, what was wrong, how it ended';
CREATE INDEX conflict_open ON conflicts.conflict (due_at, id) WHERE state <> 'closed';
CREATE INDEX conflict_closed ON conflicts.conflict (closed_at DESC, id DESC) WHERE state = 'closed';
CREATE INDEX conflict_reviewed ON conflicts.conflict (reviewed_at) WHERE errors IS NOT NULL;

CREATE TABLE conflicts.part (
  conflict_id uuid NOT NULL REFERENCES conflicts.conflict,
  kind text NOT NULL CHECK (kind IN ('incident', 'page')),
  target_id uuid NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  PRIMARY KEY (conflict_id, kind, target_id)
);
COMMENT ON TABLE conflicts.part IS 'Incidents and pages that take part; residents are none of them';
CREATE INDEX part_target ON conflicts.part (kind, target_id);

CREATE TABLE conflicts.signal (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('anger', 'contradiction', 'deleted', 'promise', 'late')),
  -- What it is of: no cause raises two.
  cause text NOT NULL UNIQUE,
  -- Of anger: the talk, the incident or the page it is within.
  scope_key text,
  state text NOT NULL CHECK (state IN ('new', 'dismissed', 'taken')),
  conflict_id uuid REFERENCES conflicts.conflict,
  dismiss_reason text NOT NULL DEFAULT '',
  decided_at timestamptz,
  decided_by_name text,
  noticed_at timestamptz NOT NULL,
  -- When what it tells of happened, and when something of it happened last.
  event_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  -- Numbers of the rule (shared/contract/monitoring/conflict-signals.ts); no words, no names.
  facts jsonb NOT NULL,
  rule_version text NOT NULL,
  incident_id uuid,
  page_id uuid,
  unit_id uuid,
  block text,
  fact_id text,
  address text,
  district_id text,
  version integer NOT NULL DEFAULT 1,
  CHECK ((kind = 'anger') = (scope_key IS NOT NULL)),
  CHECK ((state = 'taken') = (conflict_id IS NOT NULL)),
  CHECK ((state = 'dismissed') = (dismiss_reason <> '')),
  CHECK ((state = 'new') = (decided_at IS NULL))
);
COMMENT ON TABLE conflicts.signal IS 'Early signals: what a rule found, with its numbers; once for a cause';
CREATE INDEX signal_new ON conflicts.signal (last_at DESC, id DESC) WHERE state = 'new';
CREATE INDEX signal_conflict ON conflicts.signal (conflict_id) WHERE conflict_id IS NOT NULL;
CREATE INDEX signal_scope ON conflicts.signal (scope_key, last_at DESC) WHERE scope_key IS NOT NULL;
CREATE INDEX signal_incident ON conflicts.signal (incident_id) WHERE incident_id IS NOT NULL;

CREATE TABLE conflicts.evidence (
  signal_id uuid NOT NULL REFERENCES conflicts.signal,
  kind text NOT NULL CHECK (kind IN ('post', 'reply')),
  target_id uuid NOT NULL,
  at timestamptz NOT NULL,
  -- Where in an official text the words stand that the rule read, UTF-16 offsets; null = the whole of it.
  from_char integer,
  to_char integer,
  PRIMARY KEY (signal_id, kind, target_id)
);
COMMENT ON TABLE conflicts.evidence IS 'Posts and replies that made a signal: pointed at, never copied';
CREATE INDEX evidence_target ON conflicts.evidence (kind, target_id);

CREATE TABLE conflicts.statement (
  id uuid PRIMARY KEY,
  source text NOT NULL CHECK (source IN ('post', 'reply')),
  source_id uuid NOT NULL,
  page_id uuid,
  unit_id uuid,
  incident_id uuid,
  said_at timestamptz NOT NULL,
  -- Sphere of the taxonomy and place it speaks of: `street|house`, or a street alone.
  category text,
  fact_id text,
  place_key text,
  address text,
  district_id text,
  -- What it claims (rules/read-claims.ts), with offsets and without the words.
  claims jsonb NOT NULL,
  UNIQUE (source, source_id)
);
COMMENT ON TABLE conflicts.statement IS 'What official posts and replies claim of one place and sphere';
CREATE INDEX statement_place ON conflicts.statement (place_key, category, said_at DESC) WHERE place_key IS NOT NULL;

CREATE TABLE conflicts.promise (
  statement_id uuid PRIMARY KEY REFERENCES conflicts.statement,
  promised_on date NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'kept', 'moved', 'broken'))
);
COMMENT ON TABLE conflicts.promise IS 'Days that official words promised, watched until they pass';
CREATE INDEX promise_waiting ON conflicts.promise (due_at) WHERE state = 'waiting';

CREATE TABLE conflicts.run (
  id uuid PRIMARY KEY,
  conflict_id uuid NOT NULL REFERENCES conflicts.conflict,
  -- A practice of the working group, or a playbook of the pack.
  practice_id uuid,
  playbook text NOT NULL,
  title text NOT NULL,
  started_at timestamptz NOT NULL,
  started_by_name text NOT NULL
);
COMMENT ON TABLE conflicts.run IS 'A playbook that was started on a conflict';
CREATE INDEX run_conflict ON conflicts.run (conflict_id, started_at);
CREATE INDEX run_practice ON conflicts.run (practice_id) WHERE practice_id IS NOT NULL;

CREATE TABLE conflicts.task (
  run_id uuid NOT NULL REFERENCES conflicts.run,
  serial integer NOT NULL,
  conflict_id uuid NOT NULL REFERENCES conflicts.conflict,
  text text NOT NULL,
  due_at timestamptz NOT NULL,
  done_at timestamptz,
  done_by_name text,
  -- The conflict was closed before it was done.
  is_void boolean NOT NULL DEFAULT false,
  PRIMARY KEY (run_id, serial),
  CHECK (done_at IS NULL OR NOT is_void)
);
COMMENT ON TABLE conflicts.task IS 'Steps of a started playbook, each with its own clock';
CREATE INDEX task_conflict ON conflicts.task (conflict_id);
CREATE INDEX task_running ON conflicts.task (due_at) WHERE done_at IS NULL AND NOT is_void;

CREATE TABLE conflicts.event (
  conflict_id uuid NOT NULL,
  serial integer NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  what text NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (conflict_id, serial)
);
COMMENT ON TABLE conflicts.event IS 'What was done with a conflict, in words';
CREATE FUNCTION conflicts.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history of conflicts is only added to';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON conflicts.event
  FOR EACH STATEMENT EXECUTE FUNCTION conflicts.refuse_change();

CREATE VIEW conflicts.v_conflict AS
SELECT id, number, title, risk, state, block, fact_id, address, district_id, unit_id, opened_at, due_at, closed_at, errors
FROM conflicts.conflict;
COMMENT ON VIEW conflicts.v_conflict IS 'Conflicts for modules above: orders, practices, recommendations';

CREATE VIEW conflicts.v_run AS SELECT id, conflict_id, practice_id, started_at FROM conflicts.run;
COMMENT ON VIEW conflicts.v_run IS 'Playbooks started on conflicts, for the group whose practices they may be';

CREATE VIEW incidents.v_incident AS
SELECT id, number, title, status, block, fact_id, address, street_id, house, district_id, unit_id, opened_at FROM incidents.incident;
COMMENT ON VIEW incidents.v_incident IS 'Incidents for other modules of monitoring';
CREATE VIEW incidents.v_member AS SELECT post_id, incident_id FROM incidents.member;
COMMENT ON VIEW incidents.v_member IS 'Which incident a post is of, for other modules of monitoring';
CREATE VIEW incidents.v_reply AS
SELECT id, incident_id, post_id, page_id, text, state, is_interim, promised_on, published_at, published_url FROM incidents.reply;
COMMENT ON VIEW incidents.v_reply IS 'What pages answered, for other modules of monitoring';
CREATE VIEW incidents.v_term AS
SELECT incident_id, kind, started_at, due_at, ended_at, is_void FROM incidents.term;
COMMENT ON VIEW incidents.v_term IS 'Terms of incidents, for other modules of monitoring';

CREATE VIEW posts.v_sight AS SELECT post_id, serial, seen_at, sha256 FROM posts.sight;
COMMENT ON VIEW posts.v_sight IS 'Seals of evidence, for other modules of monitoring';

-- Comments of one page around a moment: whether several people are angry there at once.
CREATE INDEX post_page ON posts.post (page_id, posted_at) WHERE kind = 'comment' AND NOT is_own;

ALTER TABLE assignments.link DROP CONSTRAINT link_kind_check;
ALTER TABLE assignments.link ADD CONSTRAINT link_kind_check CHECK (kind IN ('case', 'problem', 'zone', 'burst', 'conflict'));
