CREATE SCHEMA cases;
COMMENT ON SCHEMA cases IS 'Case files: from a resident''s words to a confirmed result';

CREATE TABLE cases.number_counter (
  month text PRIMARY KEY,
  last integer NOT NULL
);
COMMENT ON TABLE cases.number_counter IS 'Last number given in a local month: № 2026-11-0412';

CREATE TABLE cases.case_file (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  registered_at timestamptz NOT NULL,
  status text NOT NULL,
  status_since timestamptz NOT NULL,
  outcome text,
  channel text NOT NULL,
  regime text NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  block text,
  fact_id text,
  topic_source text NOT NULL DEFAULT 'none',
  suggestion jsonb,
  importance text NOT NULL DEFAULT 'normal',
  address text,
  street_id text,
  house text,
  district_id text,
  lat double precision,
  lon double precision,
  h3 text,
  place_precision text NOT NULL DEFAULT 'none',
  is_home boolean NOT NULL DEFAULT false,
  executor_unit_id uuid,
  executor_id uuid,
  due_at timestamptz,
  answered_at timestamptz,
  closed_at timestamptz,
  promised_on date,
  snoozed_until timestamptz,
  snooze_reason text,
  resident_id uuid,
  has_publish_consent boolean NOT NULL DEFAULT false,
  published_at timestamptz,
  rating smallint CHECK (rating BETWEEN 1 AND 5),
  resolved text,
  joined_count integer NOT NULL DEFAULT 0,
  rework_count integer NOT NULL DEFAULT 0,
  reopen_count integer NOT NULL DEFAULT 0,
  refusal_count integer NOT NULL DEFAULT 0,
  merged_into uuid REFERENCES cases.case_file,
  parent_id uuid REFERENCES cases.case_file,
  former_status text,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE cases.case_file IS 'One matter: what, where, by which term, who has it, what came of it. Statuses: server/modules/cases/workflow.ts; outcome is apart from status; a place is a point, an address, or neither';
COMMENT ON COLUMN cases.case_file.suggestion IS 'What the classifier proposed: top facts with confidence and the words that caused it';
COMMENT ON COLUMN cases.case_file.is_home IS 'The place is a home address: rounded wherever the public sees it';
COMMENT ON COLUMN cases.case_file.refusal_count IS 'How often executors sent it back as not theirs; the third time a manager decides';
COMMENT ON COLUMN cases.case_file.former_status IS 'Status before merging, for un-merge, or before clarification';
-- Inbox: a few hundred rows of a million, ordered by term.
CREATE INDEX case_file_inbox ON cases.case_file (due_at, id) WHERE status IN ('new', 'moderation', 'coordination', 'reopened');
CREATE INDEX case_file_open_due ON cases.case_file (due_at, id) WHERE closed_at IS NULL AND answered_at IS NULL;
CREATE INDEX case_file_unit ON cases.case_file (executor_unit_id, status, due_at);
CREATE INDEX case_file_registered ON cases.case_file (registered_at, id);
CREATE INDEX case_file_status ON cases.case_file (status, registered_at);
CREATE INDEX case_file_district_block ON cases.case_file (district_id, block, registered_at);
CREATE INDEX case_file_h3 ON cases.case_file (h3, registered_at) WHERE h3 IS NOT NULL;
CREATE INDEX case_file_resident ON cases.case_file (resident_id, registered_at) WHERE resident_id IS NOT NULL;
CREATE INDEX case_file_parent ON cases.case_file (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX case_file_merged ON cases.case_file (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX case_file_published ON cases.case_file (registered_at) WHERE published_at IS NOT NULL;
-- Filters of the case list that hold for few rows; none of them is written at registration from the portal.
CREATE INDEX case_file_fact ON cases.case_file (fact_id, registered_at) WHERE fact_id IS NOT NULL;
CREATE INDEX case_file_resolved ON cases.case_file (resolved, registered_at) WHERE resolved IS NOT NULL;
CREATE INDEX case_file_important ON cases.case_file (registered_at) WHERE importance = 'high';
-- Cards a moderator may show: consent given, not shown yet.
CREATE INDEX case_file_publishable ON cases.case_file (registered_at) WHERE has_publish_consent AND published_at IS NULL;
-- Found by the serial alone: a person says «дело 412».
CREATE INDEX case_file_serial ON cases.case_file ((split_part(number, '-', 3)::integer));

CREATE TABLE cases.contact (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases.case_file,
  kind text NOT NULL,
  regime text NOT NULL,
  regime_reason text NOT NULL,
  identity text NOT NULL,
  is_joiner boolean NOT NULL DEFAULT false,
  resident_id uuid,
  person_name text,
  phone text,
  email text,
  received_at timestamptz NOT NULL,
  external_source text,
  external_id text,
  body text,
  client_key uuid UNIQUE,
  client_hash text,
  consent_version text,
  consent_ip inet,
  consent_agent text,
  consent_withdrawn_at timestamptz,
  registered_by uuid
);
COMMENT ON TABLE cases.contact IS 'How a matter came in: one row per message or person joined. client_key makes a repeated submission the same case track_hash is the SHA-256 of the resident''s private link';
CREATE INDEX contact_case ON cases.contact (case_id);
CREATE UNIQUE INDEX contact_external ON cases.contact (external_source, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX contact_resident ON cases.contact (resident_id) WHERE resident_id IS NOT NULL;
CREATE INDEX contact_phone ON cases.contact (phone) WHERE phone IS NOT NULL;
CREATE INDEX contact_email ON cases.contact (email) WHERE email IS NOT NULL;

CREATE TABLE cases.clock (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases.case_file,
  kind text NOT NULL,
  rule_id text NOT NULL,
  rule_version text NOT NULL,
  calendar_version text NOT NULL,
  started_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  stopped_at timestamptz,
  pauses jsonb NOT NULL DEFAULT '[]',
  note text
);
COMMENT ON TABLE cases.clock IS 'A running or stopped term; keeps the version of its rule and of the calendar, so that its explanation can be recounted exactly';
CREATE INDEX clock_case ON cases.clock (case_id);
CREATE INDEX clock_running ON cases.clock (due_at) WHERE stopped_at IS NULL;

CREATE TABLE cases.event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases.case_file,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  visibility text NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  text text,
  data jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE cases.event IS 'The case''s timeline, append-only. visibility: public (anyone who sees the card), resident, staff';
CREATE INDEX event_case ON cases.event (case_id, id);

CREATE TABLE cases.answer (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases.case_file,
  version integer NOT NULL,
  state text NOT NULL,
  body text NOT NULL,
  outcome text NOT NULL,
  promised_on date,
  author text NOT NULL,
  author_name text NOT NULL,
  author_unit_id uuid,
  created_at timestamptz NOT NULL,
  reviewed_by uuid,
  reviewed_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  return_reason text,
  likeness real,
  likeness_number text,
  UNIQUE (case_id, version)
);
COMMENT ON TABLE cases.answer IS 'Versions of the answer: draft → review → approval → released, or returned with a reason';
COMMENT ON COLUMN cases.answer.likeness IS 'Greatest trigram similarity (0–1) to the latest released answers of the same unit, counted when sent to review; likeness_number names that case';
CREATE INDEX answer_queue ON cases.answer (created_at, id) WHERE state IN ('review', 'approval');
CREATE INDEX answer_of_unit ON cases.answer (author_unit_id, created_at) WHERE state = 'released';

CREATE TABLE cases.rating (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases.case_file,
  contact_id uuid NOT NULL REFERENCES cases.contact,
  round integer NOT NULL,
  score smallint CHECK (score BETWEEN 1 AND 5),
  resolved text NOT NULL,
  comment text,
  at timestamptz NOT NULL,
  UNIQUE (case_id, contact_id, round)
);
COMMENT ON TABLE cases.rating IS 'A resident''s word on the result: score 1–5 and «решено?» yes, partly, no; one per resident and answer round';

CREATE TABLE cases.attachment (
  case_id uuid NOT NULL REFERENCES cases.case_file,
  file_id uuid NOT NULL,
  role text NOT NULL,
  answer_id uuid REFERENCES cases.answer,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, file_id)
);
COMMENT ON TABLE cases.attachment IS 'Photos and documents of a case. role: before, after, document; released to the public only through files.file.released';
CREATE INDEX attachment_file ON cases.attachment (file_id);

CREATE TABLE cases.executor_link (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases.case_file,
  unit_id uuid NOT NULL,
  name text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  created_by uuid,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  used_at timestamptz
);
COMMENT ON TABLE cases.executor_link IS 'One-time link for an executor without sign-in: one case, until its answer is sent or the term passes';
CREATE INDEX executor_link_case ON cases.executor_link (case_id);

CREATE TABLE cases.decision (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  case_count integer NOT NULL,
  former jsonb NOT NULL,
  undone_at timestamptz
);
COMMENT ON TABLE cases.decision IS 'Decisions of triage that may be taken back within a minute: what each case was before. Kept two days for the figures of the day';
CREATE INDEX decision_owner ON cases.decision (owner_id, at);

CREATE TABLE cases.saved_view (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  title text NOT NULL,
  query jsonb NOT NULL,
  is_shared boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE cases.saved_view IS 'Named filters of the case list and the inbox';
CREATE INDEX saved_view_owner ON cases.saved_view (owner_id);

CREATE TABLE cases.search_document (
  case_id uuid PRIMARY KEY REFERENCES cases.case_file,
  document tsvector NOT NULL
);
COMMENT ON TABLE cases.search_document IS 'Words of a case for search: filled in the background, so that registration does not wait for a text index';
CREATE INDEX search_document_words ON cases.search_document USING gin (document);

CREATE VIEW cases.v_case AS
SELECT id, number, registered_at, status, status_since, outcome, channel, regime, title, block, fact_id, importance,
       address, district_id, lat, lon, h3, is_home, executor_unit_id, due_at, answered_at, closed_at, published_at,
       rating, resolved, joined_count, reopen_count, merged_into
FROM cases.case_file WHERE merged_into IS NULL;
COMMENT ON VIEW cases.v_case IS 'Cases as read-only modules see them: no personal data, merged ones left out';
