CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Append-only, hash-chained journal';

CREATE TABLE audit.record (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  object text NOT NULL,
  object_id text NOT NULL,
  payload text NOT NULL,
  hash bytea NOT NULL
);
COMMENT ON TABLE audit.record IS 'One row per change and per reading of unmasked personal data. hash = SHA-256(previous hash ‖ seq ‖ payload); payload is the canonical JSON of the record and the other columns repeat its fields for search';
CREATE INDEX record_object ON audit.record (object, object_id, seq DESC);
CREATE INDEX record_actor ON audit.record (actor, seq DESC);
CREATE INDEX record_action ON audit.record (action, seq DESC);
CREATE INDEX record_at ON audit.record (at, seq);

CREATE TABLE audit.head (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  seq bigint NOT NULL,
  hash bytea NOT NULL
);
COMMENT ON TABLE audit.head IS 'The last record of the chain; locked by each writer from its last statement to its commit';
INSERT INTO audit.head (seq, hash) VALUES (0, '\x0000000000000000000000000000000000000000000000000000000000000000');

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit.record is append-only';
END $$;
CREATE TRIGGER record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.record
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
