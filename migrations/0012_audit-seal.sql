CREATE FUNCTION audit.seal(entries jsonb) RETURNS void LANGUAGE plpgsql AS $$
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
END $$;
COMMENT ON FUNCTION audit.seal IS 'Appends records, oldest first, to the chain. The head stays locked until the commit, so the chain has one order: call it last';
