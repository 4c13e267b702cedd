-- What is final stands in the journal too: as a salted hash, so that a lawful erasure leaves nothing to guess the text by.
CREATE TABLE audit.guard (
  kind text PRIMARY KEY,
  relation text NOT NULL,
  keys text[] NOT NULL,
  columns text[] NOT NULL,
  due text NOT NULL DEFAULT 'true',
  is_final boolean NOT NULL
);
COMMENT ON TABLE audit.guard IS 'Which lines are committed to the journal: their table, its key and columns, the condition under which a line is final (`line` is the row). is_final: such a line never changes again but by a lawful erasure. The same rules stand in packs/base/record, where the verifier reads them';
CREATE TRIGGER guard_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.guard
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TABLE audit.commitment (
  kind text NOT NULL,
  id text NOT NULL,
  salt bytea NOT NULL CHECK (length(salt) = 32),
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (kind, id)
);
COMMENT ON TABLE audit.commitment IS 'The last commitment of each line: hash = SHA-256(salt ‖ kind ‖ id ‖ content). The journal holds the hash alone (action audit.commit); an erasure destroys the salt with the text';

CREATE UNLOGGED TABLE audit.touched (
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  kind text NOT NULL,
  key jsonb NOT NULL,
  ground text DEFAULT nullif(current_setting('otklik.erasure', true), ''),
  is_later boolean NOT NULL DEFAULT coalesce(current_setting('otklik.commit_later', true), '') = 'on'
);
COMMENT ON TABLE audit.touched IS 'Lines a transaction has changed and commits at its end; empty between transactions. ground: the change is a lawful erasure. is_later: whoever loads many lines calls audit.commit_touched itself';
CREATE INDEX touched_tx ON audit.touched (tx, kind);

CREATE FUNCTION audit.touch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  INSERT INTO audit.touched (kind, key)
  SELECT TG_ARGV[0], jsonb_object_agg(name, line -> name) FROM unnest(TG_ARGV[1:]) AS name;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION audit.touch IS 'Marks a line to be committed at the end of its transaction: arguments are its kind and the columns of its key';

CREATE FUNCTION audit.commit_lines(guarded audit.guard, keys jsonb, ground text) RETURNS jsonb
LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
  told jsonb[] := '{}';
  line record;
  former audit.commitment;
  fresh bytea;
  print text;
  name text;
  key_text text := '';
  same text := '';
BEGIN
  FOREACH name IN ARRAY guarded.keys LOOP
    key_text := key_text || format(', coalesce(key.%I::text, ''-'')', name);
    same := same || format(' AND line.%1$I %2$s key.%1$I', name, CASE WHEN (
      SELECT attnotnull FROM pg_attribute WHERE attrelid = guarded.relation::regclass AND attname = name
    ) THEN '=' ELSE 'IS NOT DISTINCT FROM' END);
  END LOOP;
  FOR line IN EXECUTE format(
    'SELECT concat_ws(''/''%s) AS id, CASE WHEN line.* IS NULL THEN NULL ELSE jsonb_build_array(%s)::text END AS content
     FROM jsonb_populate_recordset(NULL::%s, $1) AS key LEFT JOIN %s AS line ON (%s)%s ORDER BY 1',
    key_text, (SELECT string_agg(format('line.%I', one), ', ') FROM unnest(guarded.columns) AS one),
    guarded.relation, guarded.relation, guarded.due, same) USING keys
  LOOP
    SELECT * INTO former FROM audit.commitment WHERE commitment.kind = guarded.kind AND commitment.id = line.id;
    IF line.content IS NULL THEN
      CONTINUE WHEN former.id IS NULL;
      DELETE FROM audit.commitment WHERE commitment.kind = guarded.kind AND commitment.id = line.id;
      print := NULL;
    ELSE
      CONTINUE WHEN former.id IS NOT NULL AND ground IS NULL
        AND former.hash = audit.hash_line(former.salt, guarded.kind, line.id, line.content);
      fresh := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
      print := audit.hash_line(fresh, guarded.kind, line.id, line.content);
      INSERT INTO audit.commitment (kind, id, salt, hash) VALUES (guarded.kind, line.id, fresh, print)
      ON CONFLICT (kind, id) DO UPDATE SET salt = excluded.salt, hash = excluded.hash;
    END IF;
    told := told || CASE WHEN ground IS NULL THEN jsonb_build_array(guarded.kind, line.id, print)
      ELSE jsonb_build_array(guarded.kind, line.id, print, ground) END;
  END LOOP;
  RETURN to_jsonb(told);
END $$;
COMMENT ON FUNCTION audit.commit_lines IS 'Commits lines of a kind as they are now, those gone as null; returns what the journal is told: [kind, id, hash, ground of an erasure]. A line that says what it said is left alone';

CREATE FUNCTION audit.hash_line(salt bytea, kind text, id text, content text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN encode(sha256(salt || convert_to(kind || E'\n' || id || E'\n' || content, 'UTF8')), 'hex');

CREATE FUNCTION audit.tell_commitments(of_kind text, lines jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  told jsonb;
BEGIN
  IF jsonb_array_length(lines) = 0 THEN RETURN; END IF;
  told := nullif(current_setting('otklik.told', true), '')::jsonb;
  PERFORM audit.seal(jsonb_build_array(jsonb_build_object(
    'at', coalesce(told ->> 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
    'actor', coalesce(told ->> 'actor', 'system:record'), 'actorName', coalesce(told ->> 'actorName', ''),
    'action', 'audit.commit', 'object', 'commitment', 'objectId', of_kind,
    'requestId', coalesce(told ->> 'requestId', ''), 'data', jsonb_build_object('lines', lines))));
END $$;

CREATE FUNCTION audit.commit_touched() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  guarded audit.guard;
  part record;
BEGIN
  FOR guarded IN SELECT * FROM audit.guard WHERE kind IN (
    SELECT kind FROM audit.touched WHERE tx = pg_current_xact_id()) ORDER BY kind
  LOOP
    -- A record of the journal holds two hundred lines at most.
    FOR part IN
      WITH gone AS (
        DELETE FROM audit.touched WHERE tx = pg_current_xact_id() AND kind = guarded.kind RETURNING key, ground
      ), distinct_keys AS (SELECT key, max(ground) AS ground FROM gone GROUP BY key),
      placed AS (SELECT key, ground, (row_number() OVER (PARTITION BY ground ORDER BY key) - 1) / 200 AS place FROM distinct_keys)
      SELECT jsonb_agg(key) AS keys, ground FROM placed GROUP BY ground, place ORDER BY ground, place
    LOOP
      PERFORM audit.tell_commitments(guarded.kind, audit.commit_lines(guarded, part.keys, part.ground));
    END LOOP;
  END LOOP;
END $$;
COMMENT ON FUNCTION audit.commit_touched IS 'Commits what this transaction has touched. Runs by itself at the commit; locks the head of the chain as audit.seal does';

CREATE FUNCTION audit.commit_at_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM audit.commit_touched();
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER commit_at_end AFTER INSERT ON audit.touched DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT NEW.is_later) EXECUTE FUNCTION audit.commit_at_end();

CREATE FUNCTION audit.touch_due(of_kind text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  guarded audit.guard;
BEGIN
  SELECT * INTO STRICT guarded FROM audit.guard WHERE kind = of_kind;
  EXECUTE format('INSERT INTO audit.touched (kind, key, is_later) SELECT %L, jsonb_build_object(%s), true FROM %s AS line WHERE %s',
    guarded.kind, (SELECT string_agg(format('%L, line.%I', one, one), ', ') FROM unnest(guarded.keys) AS one), guarded.relation,
    guarded.due);
END $$;
COMMENT ON FUNCTION audit.touch_due IS 'Marks every final line of a kind: for the migration that begins to guard it';

-- Who did what a transaction commits is told by its last record; the chain is that of 0012 and 0068.
CREATE OR REPLACE FUNCTION audit.seal(entries jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  link audit.head;
  payload text;
  payloads text[] := '{}';
  hashes bytea[] := '{}';
BEGIN
  SELECT * INTO link FROM audit.head FOR UPDATE;
  FOR payload IN SELECT value::text FROM jsonb_array_elements(entries) LOOP
    link.seq := link.seq + 1;
    link.hash := sha256(link.hash || convert_to(link.seq || E'\n' || payload, 'UTF8'));
    payloads := payloads || payload;
    hashes := hashes || link.hash;
  END LOOP;
  INSERT INTO audit.record (seq, at, actor, action, object, object_id, payload, hash)
  SELECT link.seq - cardinality(hashes) + place, (fields->>'at')::timestamptz, fields->>'actor', fields->>'action',
    fields->>'object', fields->>'objectId', given.payload, given.hash
  FROM ROWS FROM (jsonb_array_elements(entries), unnest(payloads), unnest(hashes)) WITH ORDINALITY AS given(fields, payload, hash, place);
  UPDATE audit.head SET seq = link.seq, hash = link.hash;
  PERFORM set_config('otklik.told', ((entries -> -1) - 'data')::text, true);
END $$;

CREATE OR REPLACE FUNCTION audit.append(at timestamptz, action text, object text, actors text[], object_ids text[], heads text[],
  tails text[], places int[], told text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  last bigint;
  link bytea;
  payload text;
  payloads text[] := '{}';
  hashes bytea[] := '{}';
BEGIN
  IF places IS NULL THEN RETURN; END IF;
  SELECT seq, hash INTO last, link FROM audit.head FOR UPDATE;
  FOR nth IN 1 .. cardinality(places) LOOP
    last := last + 1;
    payload := heads[places[nth]] || told[nth] || tails[places[nth]];
    link := sha256(link || convert_to(last || E'\n' || payload, 'UTF8'));
    payloads := payloads || payload;
    hashes := hashes || link;
  END LOOP;
  INSERT INTO audit.record (seq, at, actor, action, object, object_id, payload, hash)
  SELECT last - cardinality(hashes) + given.nth, append.at, actors[given.place], append.action, append.object, object_ids[given.place],
    given.payload, given.hash
  FROM unnest(places, payloads, hashes) WITH ORDINALITY AS given(place, payload, hash, nth);
  UPDATE audit.head SET seq = last, hash = link;
  PERFORM set_config('otklik.told', json_build_object('at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'actor', actors[places[cardinality(places)]])::text, true);
END $$;
