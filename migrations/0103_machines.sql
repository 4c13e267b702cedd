CREATE SCHEMA machines;
COMMENT ON SCHEMA machines IS 'Programs of others that call the API by a key';

CREATE TABLE machines.key (
  id uuid PRIMARY KEY,
  title text NOT NULL CHECK (title <> ''),
  -- The first characters, by which people tell keys apart; the key itself is nowhere.
  prefix text NOT NULL,
  key_hash text NOT NULL UNIQUE,
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
  per_minute integer NOT NULL CHECK (per_minute BETWEEN 1 AND 6000),
  expires_on date NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES identity.person,
  created_by_name text NOT NULL,
  revoked_at timestamptz,
  revoked_by_name text,
  last_used_at timestamptz,
  CHECK ((revoked_at IS NULL) = (revoked_by_name IS NULL))
);
COMMENT ON TABLE machines.key IS 'Keys of programs: what each opens, until which day inclusive, its calls a minute. Shown once; SHA-256 of 256 random bits is kept';
CREATE INDEX key_newest ON machines.key (created_at DESC, id DESC);
