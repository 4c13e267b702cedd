CREATE SCHEMA promises;
COMMENT ON SCHEMA promises IS 'The ledger of promises of the city: what each system keeps stays there; here is what a person decided of the ledger itself';

CREATE TABLE promises.page (
  -- One row.
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  is_shown boolean NOT NULL,
  reason text NOT NULL DEFAULT '',
  changed_at timestamptz NOT NULL,
  changed_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK (is_shown OR reason <> '')
);
COMMENT ON TABLE promises.page IS 'Whether everybody sees the page of promises, and why not; no row = they do';

CREATE TABLE promises.confirmation (
  kind text NOT NULL CHECK (kind IN ('answer', 'outage', 'page', 'decision')),
  promise_id uuid NOT NULL,
  -- The day that was confirmed: an edited text that names another is asked about anew.
  due_on date NOT NULL,
  is_promise boolean NOT NULL,
  by_ref text NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (kind, promise_id, due_on)
);
COMMENT ON TABLE promises.confirmation IS 'A person''s word on a day a program found in an official text: a promise or none';

CREATE INDEX outage_until ON outages.outage (until_at) WHERE until_at IS NOT NULL AND cancelled_at IS NULL;
CREATE INDEX promise_due ON conflicts.promise (due_at);
CREATE INDEX assignment_due ON assignments.assignment (due_on) WHERE source = 'decision';
CREATE INDEX case_file_place ON cases.case_file (street_id, house) WHERE street_id IS NOT NULL AND published_at IS NOT NULL;
