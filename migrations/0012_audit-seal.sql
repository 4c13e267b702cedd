CREATE FUNCTION audit.seal(entries jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  link audit.head;
  entry jsonb;
  payloads text[] := '{}';
  hashes bytea[] := '{}';
BEGIN
  SELECT * INTO link FROM audit.head FOR UPDATE;
  FOR entry IN SELECT value FROM jsonb_array_elements(entries) LOOP
    link.hash := sha256(link.hash || convert_to((link.seq + cardinality(hashes) + 1) || E'\n' || entry::text, 'UTF8'));
    payloads := payloads || entry::text;
    hashes := hashes || link.hash;
  END LOOP;
  INSERT INTO audit.record (seq, at, actor, action, object, object_id, payload, hash)
  SELECT link.seq + place, (fields->>'at')::timestamptz, fields->>'actor', fields->>'action', fields->>'object',
    fields->>'objectId', payload, given.hash
  FROM unnest(payloads, hashes) WITH ORDINALITY AS given(payload, hash, place), LATERAL (SELECT payload::jsonb AS fields) parsed;
  UPDATE audit.head SET seq = link.seq + cardinality(hashes), hash = link.hash;
END $$;
COMMENT ON FUNCTION audit.seal IS 'Appends records, oldest first, to the chain. The head stays locked until the commit, so the chain has one order: call it last';
