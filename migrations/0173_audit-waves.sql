-- A transaction commits what it touched in waves. A line's own trigger used to look for what is left among all lines touched before it,
-- the committed ones too: the square of their number. It compares two numbers now, and a wave reads nothing of the former ones.
CREATE FUNCTION audit.wave() RETURNS integer LANGUAGE sql STABLE
RETURN coalesce(nullif(current_setting('otklik.wave', true), ''), '0')::integer;
COMMENT ON FUNCTION audit.wave IS 'How many times this transaction has committed what it touched';

DROP INDEX audit.touched_tx;
ALTER TABLE audit.touched ADD COLUMN wave integer NOT NULL DEFAULT audit.wave();
COMMENT ON COLUMN audit.touched.wave IS 'How many times its transaction had committed what it touched when the line was marked: a line of a former wave is committed already';
CREATE INDEX touched_wave ON audit.touched (tx, wave, kind);

CREATE OR REPLACE FUNCTION audit.commit_touched() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  this integer := audit.wave();
  guarded audit.guard;
  part record;
BEGIN
  -- What is touched from here on is of the next wave.
  PERFORM set_config('otklik.wave', (this + 1)::text, true);
  FOR guarded IN SELECT * FROM audit.guard WHERE kind IN (
    SELECT kind FROM audit.touched WHERE tx = pg_current_xact_id() AND wave = this) ORDER BY kind
  LOOP
    -- A record of the journal holds two hundred lines at most.
    FOR part IN
      WITH gone AS (
        DELETE FROM audit.touched WHERE tx = pg_current_xact_id() AND wave = this AND kind = guarded.kind RETURNING key, ground
      ), distinct_keys AS (SELECT key, max(ground) AS ground FROM gone GROUP BY key),
      placed AS (SELECT key, ground, (row_number() OVER (PARTITION BY ground ORDER BY key) - 1) / 200 AS place FROM distinct_keys)
      SELECT jsonb_agg(key) AS keys, ground FROM placed GROUP BY ground, place ORDER BY ground, place
    LOOP
      PERFORM audit.tell_commitments(guarded.kind, audit.commit_lines(guarded, part.keys, part.ground));
    END LOOP;
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION audit.commit_at_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The first line of a wave commits all of it; to the others nothing is left.
  IF NEW.wave = audit.wave() THEN PERFORM audit.commit_touched(); END IF;
  RETURN NULL;
END $$;
