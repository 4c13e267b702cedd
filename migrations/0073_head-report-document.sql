ALTER TABLE head_reports.report ADD COLUMN document_id uuid REFERENCES signatures.document;
COMMENT ON COLUMN head_reports.report.document_id IS 'The exact file the chair signed; fingerprint is its SHA-256';

CREATE OR REPLACE FUNCTION head_reports.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.parts, OLD.changes, OLD.comments, OLD.from_day, OLD.to_day, OLD.snapshot, OLD.fingerprint,
      OLD.document_id, OLD.signed_at, OLD.signed_by_id, OLD.signed_by_name, OLD.signed_position)
     IS DISTINCT FROM (NEW.parts, NEW.changes, NEW.comments, NEW.from_day, NEW.to_day, NEW.snapshot, NEW.fingerprint,
      NEW.document_id, NEW.signed_at, NEW.signed_by_id, NEW.signed_by_name, NEW.signed_position) THEN
    RAISE EXCEPTION 'a signed report does not change';
  END IF;
  RETURN NEW;
END $$;
