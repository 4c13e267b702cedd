CREATE SCHEMA assignments;
COMMENT ON SCHEMA assignments IS 'Binding decisions and resolutions as assignments: who answers, by what day, what proves it';

CREATE TABLE assignments.assignment (
  id uuid PRIMARY KEY,
  year integer NOT NULL,
  serial integer NOT NULL,
  source text NOT NULL CHECK (source IN ('decision', 'resolution', 'interaction', 'recommendation')),
  source_id uuid,
  basis text NOT NULL CHECK (basis <> ''),
  basis_on date NOT NULL,
  meeting_id uuid,
  text text NOT NULL CHECK (text <> ''),
  expected_result text NOT NULL DEFAULT '',
  control text NOT NULL CHECK (control IN ('regular', 'special')),
  budget_line text NOT NULL DEFAULT '',
  responsible_id uuid NOT NULL REFERENCES identity.person,
  responsible_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('issued', 'acknowledged', 'in_work', 'reported', 'returned', 'accepted', 'cancelled')),
  first_due_on date NOT NULL,
  due_on date NOT NULL,
  due_at timestamptz NOT NULL,
  extensions integer NOT NULL DEFAULT 0,
  issued_at timestamptz NOT NULL,
  issued_by_name text NOT NULL,
  acknowledged_at timestamptz,
  report_no integer NOT NULL DEFAULT 0,
  report_text text NOT NULL DEFAULT '',
  reported_at timestamptz,
  accepted_at timestamptz,
  accepted_by_name text,
  return_reason text NOT NULL DEFAULT '',
  cancelled_at timestamptz,
  cancelled_by_decision uuid,
  answers_at timestamptz,
  post_text text,
  version integer NOT NULL DEFAULT 1,
  search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('russian', text), 'A') || setweight(to_tsvector('russian', expected_result), 'B')
    || setweight(to_tsvector('simple', responsible_name), 'B') || setweight(to_tsvector('russian', basis), 'C')
    || setweight(to_tsvector('russian', report_text), 'D')) STORED,
  UNIQUE (year, serial),
  CHECK ((state = 'cancelled') = (cancelled_by_decision IS NOT NULL)),
  CHECK (state <> 'accepted' OR report_no > 0)
);
COMMENT ON TABLE assignments.assignment IS 'One assignment with its term by the working calendar. States: server/modules/assignments/assignment-workflow.ts; it is cancelled only by a decision of a meeting and accepted only on a report';
CREATE UNIQUE INDEX assignment_decision ON assignments.assignment (source_id) WHERE source = 'decision';
CREATE INDEX assignment_open_due ON assignments.assignment (due_at, id) WHERE state NOT IN ('accepted', 'cancelled');
CREATE INDEX assignment_responsible ON assignments.assignment (responsible_id, due_at);
CREATE INDEX assignment_meeting ON assignments.assignment (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX assignment_search ON assignments.assignment USING gin (search);

CREATE TABLE assignments.co_executor (
  assignment_id uuid NOT NULL REFERENCES assignments.assignment,
  person_id uuid NOT NULL REFERENCES identity.person,
  name text NOT NULL,
  acknowledged_at timestamptz,
  PRIMARY KEY (assignment_id, person_id)
);
COMMENT ON TABLE assignments.co_executor IS 'Who helps the responsible one, each with the moment they said they know';
CREATE INDEX co_executor_person ON assignments.co_executor (person_id);

CREATE TABLE assignments.link (
  assignment_id uuid NOT NULL REFERENCES assignments.assignment,
  kind text NOT NULL CHECK (kind IN ('case', 'problem', 'zone')),
  target_id text NOT NULL CHECK (target_id <> ''),
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (assignment_id, kind, target_id)
);
COMMENT ON TABLE assignments.link IS 'What an assignment answers for: cases, mass problems, red zones. What stands behind it is read anew, by the reader''s own reach';
CREATE INDEX link_target ON assignments.link (kind, target_id);

CREATE TABLE assignments.evidence (
  id uuid PRIMARY KEY,
  assignment_id uuid NOT NULL REFERENCES assignments.assignment,
  report_no integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('file', 'case', 'figure', 'address')),
  file_id uuid UNIQUE REFERENCES files.file,
  case_id uuid,
  title text NOT NULL CHECK (title <> ''),
  value text NOT NULL DEFAULT '',
  CHECK ((kind = 'file') = (file_id IS NOT NULL)),
  CHECK ((kind = 'case') = (case_id IS NOT NULL))
);
COMMENT ON TABLE assignments.evidence IS 'What proves a report: a file or photo, a case, a measured number, an address; never changed after the report';
CREATE INDEX evidence_assignment ON assignments.evidence (assignment_id, report_no);

CREATE TABLE assignments.event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  assignment_id uuid NOT NULL REFERENCES assignments.assignment,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  by_name text NOT NULL,
  text text NOT NULL DEFAULT '',
  data jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE assignments.event IS 'The history of an assignment as people read it; the sealed one is the journal';
CREATE INDEX event_assignment ON assignments.event (assignment_id, id);

CREATE VIEW working_group.v_decision AS
SELECT decision.id, decision.meeting_id, meeting.number AS meeting_number, meeting.day AS meeting_day, meeting.state AS meeting_state,
       item.id AS item_id, item.title AS item_title, item.source, item.source_id,
       item.number || '.' || (SELECT count(*) FROM working_group.decision AS before
         WHERE before.item_id = decision.item_id AND before.place <= decision.place) AS number,
       decision.text, decision.responsible_id, decision.responsible_name, decision.due_on, decision.expected_result
FROM working_group.decision
JOIN working_group.agenda_item AS item ON item.id = decision.item_id
JOIN working_group.meeting AS meeting ON meeting.id = decision.meeting_id;
COMMENT ON VIEW working_group.v_decision IS 'Decisions with their numbers, the item they were made on and what data it came from, for assignments and reports';

CREATE VIEW assignments.v_assignment AS
SELECT id, year, serial, source, source_id, basis, basis_on, meeting_id, text, expected_result, control, responsible_id, responsible_name,
       state, first_due_on, due_on, due_at, extensions, issued_at, reported_at, accepted_at, cancelled_at
FROM assignments.assignment;
COMMENT ON VIEW assignments.v_assignment IS 'Assignments with their states and terms, for agendas and reports';

CREATE VIEW problems.v_member AS SELECT problem_id, case_id FROM problems.member WHERE state = 'confirmed';
COMMENT ON VIEW problems.v_member IS 'Cases a person put into a mass problem, for what is decided about it';
