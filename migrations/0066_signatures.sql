CREATE SCHEMA signatures;
COMMENT ON SCHEMA signatures IS 'Signed documents and their signatures';

CREATE TABLE signatures.document (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  object_id uuid NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  number text NOT NULL,
  day date NOT NULL,
  content_type text NOT NULL,
  sha256 text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bytea NOT NULL,
  is_public boolean NOT NULL,
  made_at timestamptz NOT NULL
);
COMMENT ON TABLE signatures.document IS 'The exact file that was signed, as it was signed; kind and object_id name whose it is. is_public: number, day, hash and the positions of who signed are shown to anyone';
CREATE INDEX document_object ON signatures.document (kind, object_id);

CREATE TABLE signatures.signature (
  id uuid PRIMARY KEY,
  document_id uuid NOT NULL REFERENCES signatures.document,
  sha256 text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('simple', 'qualified')),
  signer_id uuid NOT NULL REFERENCES identity.person,
  signer_name text NOT NULL,
  position text NOT NULL,
  method text NOT NULL CHECK (method IN ('password', 'totp', 'file', 'demo')),
  at timestamptz NOT NULL,
  cms bytea,
  state text NOT NULL CHECK (state IN ('whole', 'unchecked')),
  details jsonb NOT NULL DEFAULT '{}',
  record_hash text NOT NULL,
  CHECK ((kind = 'qualified') = (cms IS NOT NULL)),
  CHECK ((kind = 'qualified') = (method = 'file'))
);
COMMENT ON TABLE signatures.signature IS 'Who signed which hash, when and how it was known that it was they; record_hash stands in the journal too, so a changed line shows';
CREATE INDEX signature_document ON signatures.signature (document_id, at);

CREATE FUNCTION signatures.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is signed does not change';
END $$;
CREATE TRIGGER document_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signatures.document
  FOR EACH STATEMENT EXECUTE FUNCTION signatures.refuse_change();
CREATE TRIGGER signature_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signatures.signature
  FOR EACH STATEMENT EXECUTE FUNCTION signatures.refuse_change();
