-- An extract of a signed protocol with a signature of its own: one for each who executes, known by a number, never changed.
CREATE TABLE working_group.extract (
  id uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES working_group.protocol,
  person_id uuid NOT NULL REFERENCES identity.person,
  person_name text NOT NULL,
  serial int NOT NULL CHECK (serial > 0),
  number text NOT NULL,
  items text[] NOT NULL CHECK (items <> '{}'),
  protocol_sha256 text NOT NULL CHECK (protocol_sha256 ~ '^[0-9a-f]{64}$'),
  document_id uuid NOT NULL UNIQUE REFERENCES signatures.document,
  certified_at timestamptz NOT NULL,
  certified_by_id uuid NOT NULL REFERENCES identity.person,
  certified_by_name text NOT NULL,
  position text NOT NULL,
  UNIQUE (meeting_id, person_id),
  UNIQUE (meeting_id, serial)
);
COMMENT ON TABLE working_group.extract IS 'Extracts of signed protocols that were certified: the items of one executor, from which signed file, by whom. The file itself is kept by signatures';
CREATE TRIGGER extract_kept BEFORE UPDATE OR DELETE ON working_group.extract
  FOR EACH ROW EXECUTE FUNCTION working_group.refuse_signed();

INSERT INTO audit.guard (kind, relation, keys, columns, due, is_final) VALUES
('extract', 'working_group.extract', '{id}',
  '{meeting_id,person_id,person_name,serial,number,items,protocol_sha256,document_id,certified_at,certified_by_id,certified_by_name,position}',
  'true', true);
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON working_group.extract
  FOR EACH ROW EXECUTE FUNCTION audit.touch('extract', 'id');
