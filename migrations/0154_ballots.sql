CREATE SCHEMA ballots;
COMMENT ON SCHEMA ballots IS 'Secret votes: who has taken a ballot, what lies in the box, what was found in it; nothing joins the first to the rest (decision 0052)';

CREATE TABLE ballots.vote (
  -- A poll of the kind «vote».
  poll_id uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('prepared', 'open', 'closed', 'opened')),
  -- Public members {n, e} of three RSA keys: one lets an envelope into the box, one makes what lies in it a ballot, and the third, which
  -- signs nothing unread, seals the protocol.
  entry_key jsonb NOT NULL,
  entry_secret text,
  ballot_key jsonb NOT NULL,
  ballot_secret text,
  protocol_key jsonb NOT NULL,
  protocol_secret text,
  -- Public P-256 key {kty, crv, x, y} that envelopes are sealed to; its other half is nowhere here.
  tally_key jsonb NOT NULL,
  tally_by_name text NOT NULL,
  tally_at timestamptz NOT NULL,
  -- Characters of what lies in every envelope.
  size integer NOT NULL DEFAULT 0 CHECK (size >= 0),
  -- Envelopes that held no ballot of this vote, by what was wrong with them; known when the box was opened.
  spoiled jsonb,
  opened_by_name text NOT NULL DEFAULT '',
  opened_at timestamptz,
  -- JSON, byte for byte as it is signed: what was asked, how many took part, digests of the lists; shared/ballots/protocol.ts
  protocol text,
  protocol_signature text,
  -- Once the box is opened nothing more is signed, by anybody.
  CHECK (num_nulls(entry_secret, ballot_secret, protocol_secret) = CASE state WHEN 'opened' THEN 3 ELSE 0 END),
  CHECK (num_nonnulls(protocol, protocol_signature) = CASE state WHEN 'opened' THEN 2 ELSE 0 END),
  CHECK ((state = 'opened') = (opened_at IS NOT NULL AND spoiled IS NOT NULL))
);
COMMENT ON TABLE ballots.vote IS 'Keys of a secret vote and where it stands';

CREATE TABLE ballots.voter (
  poll_id uuid NOT NULL REFERENCES ballots.vote,
  -- A keyed hash of the person for this vote alone.
  person_key text NOT NULL,
  -- Of what was given to be signed, which says nothing of what it is: the same asked again is signed again.
  request_hash text NOT NULL,
  -- Of whom the person said they are; turnout is told by it.
  district_id text,
  is_mixed boolean NOT NULL DEFAULT false,
  PRIMARY KEY (poll_id, person_key)
);
COMMENT ON TABLE ballots.voter IS 'The roll: who has taken a ballot. Without time and order; erased when the box was opened';
CREATE INDEX voter_unmixed ON ballots.voter (poll_id) WHERE NOT is_mixed;

CREATE TABLE ballots.turnout (
  poll_id uuid NOT NULL REFERENCES ballots.vote,
  -- Empty: none was asked or told.
  district_id text NOT NULL,
  taken integer NOT NULL CHECK (taken >= 0),
  PRIMARY KEY (poll_id, district_id)
);
COMMENT ON TABLE ballots.turnout IS 'How many took a ballot, by district: what is left of the roll';

CREATE TABLE ballots.envelope (
  poll_id uuid NOT NULL REFERENCES ballots.vote,
  -- SHA-256 of the pass it came with, hex: a pass lets in one. Whose it was nobody knows, the city signed it blind.
  entry text NOT NULL,
  -- SHA-256 of the envelope, hex: the receipt.
  receipt text NOT NULL,
  -- JWE: ECDH-ES, A256GCM.
  envelope text NOT NULL,
  is_mixed boolean NOT NULL DEFAULT false,
  PRIMARY KEY (poll_id, entry)
);
COMMENT ON TABLE ballots.envelope IS 'The box: sealed envelopes, with no time, address or order';
CREATE UNIQUE INDEX envelope_receipt ON ballots.envelope (poll_id, receipt);
CREATE INDEX envelope_unmixed ON ballots.envelope (poll_id) WHERE NOT is_mixed;

CREATE TABLE ballots.ballot (
  poll_id uuid NOT NULL REFERENCES ballots.vote,
  -- SHA-256 of what its signature is of, hex: it leads to no envelope.
  id text NOT NULL,
  prefix text NOT NULL,
  text text NOT NULL,
  signature text NOT NULL,
  PRIMARY KEY (poll_id, id)
);
COMMENT ON TABLE ballots.ballot IS 'What was found in envelopes, in the order of their hashes: everybody may prove each and count them; only added to';

CREATE FUNCTION ballots.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
END $$;
CREATE TRIGGER ballot_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ballots.ballot
  FOR EACH STATEMENT EXECUTE FUNCTION ballots.refuse_change();
CREATE TRIGGER turnout_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ballots.turnout
  FOR EACH STATEMENT EXECUTE FUNCTION ballots.refuse_change();
