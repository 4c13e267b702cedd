CREATE TABLE working_group.protocol (
  meeting_id uuid PRIMARY KEY REFERENCES working_group.meeting,
  year integer NOT NULL,
  serial integer,
  registered_on date,
  document_id uuid,
  signed_version integer,
  signed_at timestamptz,
  signed_by_name text,
  UNIQUE (year, serial),
  CHECK ((signed_at IS NULL) = (serial IS NULL)),
  CHECK ((signed_at IS NULL) = (document_id IS NULL))
);
COMMENT ON TABLE working_group.protocol IS 'Protocol of a meeting (chapter 3, clause 9); number and day come with the signature of the one who presided. How far it is: the state of the meeting';

CREATE TABLE working_group.protocol_version (
  meeting_id uuid NOT NULL REFERENCES working_group.protocol,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  sha256 text NOT NULL,
  note text NOT NULL,
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  PRIMARY KEY (meeting_id, version)
);
COMMENT ON TABLE working_group.protocol_version IS 'What the protocol said at each turn; a version never changes, and none follows the signed one';

CREATE TABLE working_group.protocol_remark (
  meeting_id uuid NOT NULL REFERENCES working_group.protocol,
  version integer NOT NULL,
  person_id uuid NOT NULL REFERENCES identity.person,
  name text NOT NULL,
  stance text NOT NULL CHECK (stance IN ('agree', 'object')),
  text text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (meeting_id, version, person_id),
  CHECK (stance = 'agree' OR text <> '')
);
COMMENT ON TABLE working_group.protocol_remark IS 'What members say of a version sent to them for review';

CREATE FUNCTION working_group.refuse_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a signed protocol does not change';
END $$;
CREATE TRIGGER protocol_signed BEFORE UPDATE OR DELETE ON working_group.protocol
  FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION working_group.refuse_signed();
CREATE TRIGGER protocol_version_kept BEFORE UPDATE ON working_group.protocol_version
  FOR EACH ROW EXECUTE FUNCTION working_group.refuse_signed();

CREATE FUNCTION working_group.keep_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
  of_meeting uuid := line->>'meeting_id';
BEGIN
  IF of_meeting IS NULL THEN
    SELECT meeting_id INTO of_meeting FROM working_group.agenda_item WHERE id = (line->>'item_id')::uuid;
  END IF;
  IF EXISTS (SELECT FROM working_group.protocol WHERE meeting_id = of_meeting AND signed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a signed protocol does not change';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
COMMENT ON FUNCTION working_group.keep_record IS 'What a signed protocol was made of stays as it was: items, speeches, decisions, votes, opinions, attendance, versions, remarks';
CREATE TRIGGER kept BEFORE INSERT OR DELETE ON working_group.protocol_version FOR EACH ROW EXECUTE FUNCTION working_group.keep_record();
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON working_group.protocol_remark FOR EACH ROW EXECUTE FUNCTION working_group.keep_record();
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON working_group.agenda_item FOR EACH ROW EXECUTE FUNCTION working_group.keep_record();
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON working_group.attendance FOR EACH ROW EXECUTE FUNCTION working_group.keep_record();
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON working_group.speech FOR EACH ROW EXECUTE FUNCTION working_group.keep_record();
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON working_group.decision FOR EACH ROW EXECUTE FUNCTION working_group.keep_record();
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON working_group.ballot FOR EACH ROW EXECUTE FUNCTION working_group.keep_record();
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON working_group.opinion FOR EACH ROW EXECUTE FUNCTION working_group.keep_record();
