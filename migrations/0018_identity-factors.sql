CREATE TABLE identity.totp (
  person_id uuid PRIMARY KEY REFERENCES identity.person (id),
  secret text NOT NULL,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE identity.totp IS 'Secret of a person''s code generator (RFC 6238), sealed by the server''s key; not asked for until a first code confirmed it. A step is used once';

CREATE TABLE identity.recovery_code (
  person_id uuid NOT NULL REFERENCES identity.person (id),
  code_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, code_hash)
);
COMMENT ON TABLE identity.recovery_code IS 'One-time codes for a lost phone, keyed hashes; used = deleted';

CREATE TABLE identity.passkey (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity.person (id),
  credential_id text NOT NULL UNIQUE,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL DEFAULT '{}',
  is_synced boolean NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  created_at timestamptz NOT NULL,
  used_at timestamptz
);
COMMENT ON TABLE identity.passkey IS 'Passkeys (WebAuthn) of staff: the device keeps the private key, here is the public one';
CREATE INDEX passkey_person ON identity.passkey (person_id);

CREATE TABLE identity.challenge (
  token_hash text PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('second-factor', 'passkey-new', 'passkey-sign-in', 'oidc')),
  person_id uuid REFERENCES identity.person (id),
  -- What must come back: a WebAuthn challenge, or what an outside sign-in began with.
  value jsonb NOT NULL DEFAULT '{}',
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE identity.challenge IS 'Sign-ins and registrations of keys that are half way, minutes long; used = deleted';
CREATE INDEX challenge_expiry ON identity.challenge (expires_at);

CREATE TABLE identity.security_rule (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  factor_roles text[] NOT NULL DEFAULT '{}',
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE identity.security_rule IS 'Roles whose holders get no rights until they have set up a second factor; set by an administrator';

ALTER TABLE identity.attempt ADD locks integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN identity.attempt.locks IS 'Locks in a row: each lasts twice as long as the one before, a day at most';
COMMENT ON TABLE identity.attempt IS 'Wrong codes and passwords by caller''s address and by contact (keyed hashes); 20 within an hour lock the key for half an hour, then for an hour, and so on';
