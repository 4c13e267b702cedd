CREATE SCHEMA interaction;
COMMENT ON SCHEMA interaction IS 'Tasks and letters of ЦУР, departments and regional bodies, their meetings, the connected systems (decree 398 of 2021, chapter 2, clauses 1, 2; chapter 3, clause 5)';

CREATE TABLE interaction.paper (
  id uuid PRIMARY KEY,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  kind text NOT NULL CHECK (kind IN ('task', 'letter', 'request', 'report')),
  partner text NOT NULL,
  partner_name text NOT NULL CHECK (partner_name <> ''),
  number text NOT NULL CHECK (number <> ''),
  dated_on date NOT NULL,
  subject text NOT NULL CHECK (subject <> ''),
  text text NOT NULL DEFAULT '',
  responsible_id uuid REFERENCES identity.person,
  responsible_name text,
  due_on date,
  reply_to_id uuid REFERENCES interaction.paper,
  closed_on date,
  closed_words text,
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (direction, partner_name, number, dated_on),
  CHECK (due_on IS NULL OR due_on >= dated_on),
  CHECK ((closed_on IS NULL) = (closed_words IS NULL))
);
COMMENT ON TABLE interaction.paper IS 'A task or letter, incoming or outgoing. due_on = by when an answer is asked for; reply_to_id = the paper it answers; closed_words = how it ended without an answer of its own';
CREATE INDEX paper_newest ON interaction.paper (dated_on DESC, id DESC);
CREATE INDEX paper_due ON interaction.paper (due_on) WHERE due_on IS NOT NULL AND closed_on IS NULL;
CREATE INDEX paper_reply ON interaction.paper (reply_to_id) WHERE reply_to_id IS NOT NULL;

CREATE TABLE interaction.event (
  id uuid PRIMARY KEY,
  day date NOT NULL,
  starts_at text NOT NULL CHECK (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  partner text NOT NULL,
  partner_name text NOT NULL CHECK (partner_name <> ''),
  title text NOT NULL CHECK (title <> ''),
  place text NOT NULL DEFAULT '',
  attendee_id uuid NOT NULL REFERENCES identity.person,
  attendee_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('planned', 'attended', 'missed', 'cancelled')),
  outcome text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK (state = 'planned' OR outcome <> '')
);
COMMENT ON TABLE interaction.event IS 'Meetings held by the departments and ЦУР that the chair attends (chapter 3, clause 5.4), and what came of them';
CREATE INDEX event_day ON interaction.event (day, starts_at, id);

CREATE TABLE interaction.system_owner (
  system text PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity.person,
  person_name text NOT NULL,
  note text NOT NULL DEFAULT '',
  changed_at timestamptz NOT NULL,
  changed_by_name text NOT NULL
);
COMMENT ON TABLE interaction.system_owner IS 'Who answers for the exchange with a system';

CREATE VIEW channels.v_source AS SELECT id, title, is_active FROM channels.source;
COMMENT ON VIEW channels.v_source IS 'Systems that send messages, without their keys';

CREATE VIEW channels.v_event_state AS SELECT id, source, received_at, state, reason FROM channels.inbound_event;
COMMENT ON VIEW channels.v_event_state IS 'When messages came and what became of them, without their words';

CREATE VIEW imports.v_load AS
SELECT id, state, rows_read, accepted, refused, created_at, finished_at FROM imports.import;
COMMENT ON VIEW imports.v_load IS 'Files and how they went in, without their names';

CREATE VIEW reconcile.v_snapshot AS
SELECT snapshot.id, snapshot.row_count, snapshot.compared_at, snapshot.created_at, snapshot.created_by_name,
       (SELECT count(*)::int FROM reconcile.difference WHERE snapshot_id = snapshot.id AND decision IS NULL) AS undecided
FROM reconcile.snapshot;
COMMENT ON VIEW reconcile.v_snapshot IS 'Tables of ПОС as they were compared and how many differences wait for a decision';

CREATE VIEW outbox.v_letter_state AS SELECT id, channel, state, created_at, state_at FROM outbox.letter;
COMMENT ON VIEW outbox.v_letter_state IS 'When letters were written and what became of them, without recipients and words';
