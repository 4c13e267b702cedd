-- Registration asks for this with every batch: records of one kind that hold one thing known to the database alone, the
-- case's number. Texts come ready but for it, so nothing is parsed and written anew; the chain is that of 0012.
CREATE FUNCTION audit.append(at timestamptz, action text, object text, actors text[], object_ids text[], heads text[], tails text[],
  places int[], told text[]) RETURNS void LANGUAGE plpgsql AS $$
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
END $$;
COMMENT ON FUNCTION audit.append IS 'Appends records of one action, oldest first, to the chain: the text of each is its head, what the database told, its tail; `places` are those of its parts in the lists. Locks the head as audit.seal does';

-- Half of all records are registrations by strangers: who asks for those finds them on any page of the journal, and the index is
-- left to whoever has a name.
DROP INDEX audit.record_actor;
CREATE INDEX record_actor ON audit.record (actor, seq DESC) WHERE actor <> 'anonymous';
