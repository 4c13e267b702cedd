CREATE SCHEMA head_reports;
COMMENT ON SCHEMA head_reports IS 'Reports of the chair to the head of the municipality (decree 398 of 2021, chapter 3, clause 5.5)';

CREATE TABLE head_reports.report (
  id uuid PRIMARY KEY,
  year integer NOT NULL,
  serial integer NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  state text NOT NULL CHECK (state IN ('collecting', 'draft', 'chair_signed', 'sent', 'resolution')),
  parts jsonb NOT NULL DEFAULT '{}',
  step integer NOT NULL DEFAULT 0,
  previous_id uuid REFERENCES head_reports.report,
  changes jsonb NOT NULL DEFAULT '[]',
  comments jsonb NOT NULL DEFAULT '{}',
  snapshot text,
  fingerprint text,
  signed_at timestamptz,
  signed_by_id uuid REFERENCES identity.person,
  signed_by_name text,
  signed_position text,
  sent_at timestamptz,
  resolution text,
  resolved_at timestamptz,
  resolved_by_name text,
  assignment_ids uuid[] NOT NULL DEFAULT '{}',
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (year, serial),
  CHECK (to_day >= from_day),
  CHECK ((state IN ('chair_signed', 'sent', 'resolution')) = (signed_at IS NOT NULL AND fingerprint IS NOT NULL AND snapshot IS NOT NULL)),
  CHECK ((state = 'resolution') = (resolution IS NOT NULL))
);
COMMENT ON TABLE head_reports.report IS 'collecting → draft → chair_signed → sent → resolution. parts = figures as they were counted, step by step; snapshot and fingerprint come with the signature, after which words and figures do not change';
CREATE UNIQUE INDEX report_period ON head_reports.report (from_day, to_day);

CREATE FUNCTION head_reports.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.parts, OLD.changes, OLD.comments, OLD.fingerprint, OLD.from_day, OLD.to_day)
     IS DISTINCT FROM (NEW.parts, NEW.changes, NEW.comments, NEW.fingerprint, NEW.from_day, NEW.to_day) THEN
    RAISE EXCEPTION 'a signed report does not change';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_signed BEFORE UPDATE OR DELETE ON head_reports.report
  FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION head_reports.refuse_change();

CREATE VIEW recommendations.v_recommendation AS
SELECT id, title, state, block, proposed_at, decided_at, applied_on, measured_at FROM recommendations.recommendation;
COMMENT ON VIEW recommendations.v_recommendation IS 'Recommendations and where they stand, for reports';

CREATE VIEW interaction.v_awaited AS
SELECT id, direction, due_on FROM interaction.paper AS paper
WHERE due_on IS NOT NULL AND closed_on IS NULL
  AND NOT EXISTS (SELECT FROM interaction.paper AS other WHERE other.reply_to_id = paper.id);
COMMENT ON VIEW interaction.v_awaited IS 'Papers that wait for an answer, for reports';
