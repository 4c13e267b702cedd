CREATE SCHEMA snapshots;
COMMENT ON SCHEMA snapshots IS 'Frozen numbers behind exports and reports';

CREATE TABLE snapshots.counter (month text PRIMARY KEY CHECK (month ~ '^\d{4}-\d{2}$'), last integer NOT NULL);
COMMENT ON TABLE snapshots.counter IS 'Last number of a month; the row is locked until its snapshot is committed, so numbers have no gaps';

CREATE TABLE snapshots.snapshot (
  number text PRIMARY KEY,
  kind text NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  content text NOT NULL,
  hash text NOT NULL CHECK (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  permission text NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  made_by_name text NOT NULL
);
COMMENT ON TABLE snapshots.snapshot IS 'What was asked and counted, as JSON text that is hashed as it stands. permission: who may read it. Only added to';
CREATE INDEX snapshot_newest ON snapshots.snapshot (made_at DESC, number DESC);

CREATE FUNCTION snapshots.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'snapshots.snapshot is append-only';
END $$;
CREATE TRIGGER snapshot_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON snapshots.snapshot
  FOR EACH STATEMENT EXECUTE FUNCTION snapshots.refuse_change();
