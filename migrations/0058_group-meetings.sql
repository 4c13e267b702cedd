CREATE TABLE working_group.meeting (
  id uuid PRIMARY KEY,
  year integer NOT NULL,
  number integer,
  day date NOT NULL,
  starts_at text NOT NULL CHECK (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  place text NOT NULL DEFAULT '',
  link text NOT NULL DEFAULT '',
  form text NOT NULL CHECK (form IN ('in_person', 'remote', 'absentee')),
  topic text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('planned', 'agenda_draft', 'agenda_sent', 'running', 'held', 'protocol_draft',
    'protocol_review', 'signed', 'distributed', 'closed', 'cancelled')),
  presiding_id uuid REFERENCES identity.person,
  uses_quorum boolean NOT NULL DEFAULT false,
  uses_votes boolean NOT NULL DEFAULT false,
  vote_until timestamptz,
  current_item_id uuid,
  guests jsonb NOT NULL DEFAULT '[]',
  invitation_sequence integer NOT NULL DEFAULT 0,
  invited_at timestamptz,
  opened_at timestamptz,
  ended_at timestamptz,
  cancel_reason text,
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (year, number),
  CHECK (form <> 'absentee' OR uses_votes),
  CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL))
);
COMMENT ON TABLE working_group.meeting IS 'Meetings of the group; number is given with the first invitations. States: server/modules/working-group/meeting-workflow.ts';
CREATE INDEX meeting_day ON working_group.meeting (day, starts_at, id);

CREATE TABLE working_group.agenda_item (
  id uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES working_group.meeting,
  parent_id uuid REFERENCES working_group.agenda_item,
  place integer NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  speaker_id uuid REFERENCES identity.person,
  speaker_name text NOT NULL DEFAULT '',
  minutes integer,
  source text NOT NULL CHECK (source IN ('manual', 'overdue', 'problem', 'burst', 'promise', 'assignment')),
  source_id text,
  source_label text NOT NULL DEFAULT '',
  number text,
  heard text NOT NULL DEFAULT '',
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'current', 'done'))
);
COMMENT ON TABLE working_group.agenda_item IS 'Items of an agenda as a tree; number is frozen when the meeting opens. source says from what data the item was proposed';
CREATE INDEX agenda_item_meeting ON working_group.agenda_item (meeting_id, place);
CREATE UNIQUE INDEX agenda_item_source ON working_group.agenda_item (meeting_id, source, source_id) WHERE source_id IS NOT NULL;

CREATE TABLE working_group.attendance (
  meeting_id uuid NOT NULL REFERENCES working_group.meeting,
  person_id uuid NOT NULL REFERENCES identity.person,
  name text NOT NULL,
  position text NOT NULL,
  role text NOT NULL CHECK (role IN ('chair', 'deputy', 'secretary', 'member')),
  mark text NOT NULL DEFAULT 'expected' CHECK (mark IN ('expected', 'present', 'remote', 'absent', 'substituted')),
  reason text NOT NULL DEFAULT '',
  substitute_id uuid REFERENCES identity.person,
  substitute_name text,
  arrived_at timestamptz,
  invited_at timestamptz,
  acknowledged_at timestamptz,
  PRIMARY KEY (meeting_id, person_id),
  CHECK (mark <> 'absent' OR reason <> '')
);
COMMENT ON TABLE working_group.attendance IS 'Members of the group on the day of a meeting: invited, acknowledged, present or absent with the reason';

CREATE TABLE working_group.speech (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES working_group.agenda_item ON DELETE CASCADE,
  place integer NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  text text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('waiting', 'speaking', 'done')),
  began_at timestamptz
);
COMMENT ON TABLE working_group.speech IS 'Who asked for the word on an item, in their order, and what they said';
CREATE INDEX speech_item ON working_group.speech (item_id, place);

CREATE TABLE working_group.decision (
  id uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES working_group.meeting,
  item_id uuid NOT NULL REFERENCES working_group.agenda_item,
  place integer NOT NULL,
  text text NOT NULL CHECK (text <> ''),
  responsible_id uuid REFERENCES identity.person,
  responsible_name text,
  due_on date,
  expected_result text NOT NULL DEFAULT ''
);
COMMENT ON TABLE working_group.decision IS 'What was decided on an item; one with a responsible member is an assignment, with its day and measurable result';
CREATE INDEX decision_item ON working_group.decision (item_id, place);

CREATE TABLE working_group.ballot (
  item_id uuid NOT NULL REFERENCES working_group.agenda_item,
  person_id uuid NOT NULL REFERENCES identity.person,
  meeting_id uuid NOT NULL REFERENCES working_group.meeting,
  choice text NOT NULL CHECK (choice IN ('for', 'against', 'abstained')),
  cast_by uuid NOT NULL REFERENCES identity.person,
  at timestamptz NOT NULL,
  PRIMARY KEY (item_id, person_id)
);
COMMENT ON TABLE working_group.ballot IS 'Open votes, one of a member on an item; never changed. cast_by differs where the secretary recorded a raised hand';
CREATE INDEX ballot_meeting ON working_group.ballot (meeting_id);

CREATE TABLE working_group.opinion (
  item_id uuid NOT NULL REFERENCES working_group.agenda_item,
  person_id uuid NOT NULL REFERENCES identity.person,
  meeting_id uuid NOT NULL REFERENCES working_group.meeting,
  name text NOT NULL,
  text text NOT NULL CHECK (text <> ''),
  at timestamptz NOT NULL,
  PRIMARY KEY (item_id, person_id)
);
COMMENT ON TABLE working_group.opinion IS 'Special opinions of members, attached to the protocol until it is signed';
CREATE INDEX opinion_meeting ON working_group.opinion (meeting_id);

CREATE TABLE working_group.paper (
  file_id uuid PRIMARY KEY REFERENCES files.file,
  meeting_id uuid NOT NULL REFERENCES working_group.meeting,
  title text NOT NULL CHECK (title <> ''),
  added_by_name text NOT NULL,
  added_at timestamptz NOT NULL
);
COMMENT ON TABLE working_group.paper IS 'Papers of a meeting: files the members read before it';
CREATE INDEX paper_meeting ON working_group.paper (meeting_id, added_at);

CREATE TABLE working_group.month_notice (
  month text NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  kind text NOT NULL CHECK (kind IN ('warning', 'breach')),
  at timestamptz NOT NULL,
  PRIMARY KEY (month, kind)
);
COMMENT ON TABLE working_group.month_notice IS 'Months without a meeting of which chair, deputy and secretary were told: claimed in the transaction that writes the letters';

CREATE VIEW cases.v_promise AS SELECT id, case_id, until, unit_id, state FROM cases.promise;
COMMENT ON VIEW cases.v_promise IS 'Promises to residents without their words, for agendas';
CREATE VIEW problems.v_problem AS SELECT id, title, state, lead_id, block, touched_at FROM problems.problem;
COMMENT ON VIEW problems.v_problem IS 'Mass problems for agendas; who may not see the main case may not see the problem';
CREATE VIEW problems.v_burst AS
SELECT id, fact_id, block, district_id, hours, count, usual, examples, began_at FROM problems.burst WHERE ended_at IS NULL;
COMMENT ON VIEW problems.v_burst IS 'Running early warnings for agendas';
