CREATE TABLE assignments.notice (
  assignment_id uuid NOT NULL REFERENCES assignments.assignment,
  step text NOT NULL,
  due_on date NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (assignment_id, due_on, step)
);
COMMENT ON TABLE assignments.notice IS 'Reminders that went out: the step and the term it was of, so that nobody is told the same twice and a moved term begins anew';

CREATE TABLE assignments.template (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('agenda', 'decision', 'reminder')),
  title text NOT NULL CHECK (title <> ''),
  text text NOT NULL CHECK (text <> ''),
  changed_at timestamptz NOT NULL,
  changed_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (kind, title)
);
COMMENT ON TABLE assignments.template IS 'Ready wordings of the secretary: items of an agenda, decisions, reminders';
