CREATE TABLE audit.day_root (
  day date PRIMARY KEY,
  first_seq bigint NOT NULL UNIQUE,
  last_seq bigint NOT NULL UNIQUE CHECK (last_seq >= first_seq),
  root bytea NOT NULL CHECK (length(root) = 32),
  sealed_at timestamptz NOT NULL
);
COMMENT ON TABLE audit.day_root IS 'Root of the Merkle tree (RFC 6962) over the hashes of a day''s records, bound to the day and their numbers; printed in protocols and reports. Days follow each other without a gap';
CREATE TRIGGER day_root_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.day_root
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE VIEW audit.v_record AS SELECT seq, action, object, object_id, payload FROM audit.record;
COMMENT ON VIEW audit.v_record IS 'Records for modules that hold their own lines against the journal';
