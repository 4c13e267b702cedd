CREATE SCHEMA identity;
COMMENT ON SCHEMA identity IS 'People, organisations, roles, absences and sign-in';

CREATE TABLE identity.unit (
  id uuid PRIMARY KEY,
  parent_id uuid REFERENCES identity.unit (id),
  title text NOT NULL CHECK (title <> ''),
  short_title text NOT NULL CHECK (short_title <> ''),
  -- Executor kind of the taxonomy (roads-department…); empty = takes no work by kind.
  kind text NOT NULL DEFAULT '',
  -- District ids the unit serves; empty = the whole city.
  districts text[] NOT NULL DEFAULT '{}',
  is_external boolean NOT NULL DEFAULT false,
  is_active boolean NOT NULL DEFAULT true,
  phone text,
  email text,
  address text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CHECK (parent_id <> id)
);
COMMENT ON TABLE identity.unit IS 'Tree of organisations and their units; an external one stands outside the administration (a utility, a carrier)';
CREATE INDEX unit_parent ON identity.unit (parent_id);
CREATE INDEX unit_kind ON identity.unit (kind) WHERE is_active;

CREATE TABLE identity.person (
  id uuid PRIMARY KEY,
  -- The default is for the sign-in library: whom an outside provider brings is a resident.
  kind text NOT NULL DEFAULT 'resident' CHECK (kind IN ('staff', 'resident')),
  surname text NOT NULL DEFAULT '',
  given_name text NOT NULL DEFAULT '',
  patronymic text NOT NULL DEFAULT '',
  short_name text NOT NULL,
  position text NOT NULL DEFAULT '',
  unit_id uuid REFERENCES identity.unit (id),
  email text CHECK (email = lower(email)),
  phone text CHECK (phone ~ '^\+[0-9]{10,15}$'),
  -- When the resident proved by a code that the contact is theirs.
  email_verified_at timestamptz,
  phone_verified_at timestamptz,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  -- What the sign-in library reads as a user's e-mail: a resident with the same address is another account.
  staff_email text GENERATED ALWAYS AS (CASE WHEN kind = 'staff' THEN email END) STORED UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  CHECK (kind = 'resident' OR email IS NOT NULL)
);
COMMENT ON TABLE identity.person IS 'Staff and residents. Personal data: other modules read v_person only';
CREATE UNIQUE INDEX person_resident_email ON identity.person (email) WHERE kind = 'resident';
CREATE UNIQUE INDEX person_resident_phone ON identity.person (phone) WHERE kind = 'resident';
CREATE INDEX person_unit ON identity.person (unit_id) WHERE kind = 'staff';

CREATE TABLE identity.role_grant (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity.person (id),
  role text NOT NULL,
  blocks text[] NOT NULL DEFAULT '{}',
  districts text[] NOT NULL DEFAULT '{}',
  valid_from date NOT NULL,
  valid_to date,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CHECK (valid_to >= valid_from)
);
COMMENT ON TABLE identity.role_grant IS 'A role held by a person within blocks and districts (empty = all), from day to day inclusive, in the city''s zone';
CREATE INDEX role_grant_person ON identity.role_grant (person_id) WHERE revoked_at IS NULL;
CREATE INDEX role_grant_role ON identity.role_grant (role) WHERE revoked_at IS NULL;

CREATE TABLE identity.absence (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity.person (id),
  substitute_id uuid NOT NULL REFERENCES identity.person (id),
  from_day date NOT NULL,
  to_day date NOT NULL,
  reason text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  cancelled_at timestamptz,
  CHECK (to_day >= from_day),
  CHECK (person_id <> substitute_id)
);
COMMENT ON TABLE identity.absence IS 'While a person is away the substitute holds their roles and keeps their queue; days inclusive, in the city''s zone';
CREATE INDEX absence_substitute ON identity.absence (substitute_id, to_day) WHERE cancelled_at IS NULL;
CREATE INDEX absence_person ON identity.absence (person_id, to_day) WHERE cancelled_at IS NULL;

CREATE TABLE identity.session (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES identity.person (id),
  token text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  ip_address text,
  user_agent text
);
COMMENT ON TABLE identity.session IS 'Signed-in browsers (better-auth). A token is worth nothing without its signature by the server''s secret; deleting the row revokes it';
CREATE INDEX session_person ON identity.session (user_id);
CREATE INDEX session_expiry ON identity.session (expires_at);

CREATE TABLE identity.account (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES identity.person (id),
  account_id text NOT NULL,
  provider_id text NOT NULL,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (provider_id, account_id)
);
COMMENT ON TABLE identity.account IS 'Ways a person signs in (better-auth): `credential` holds the scrypt hash of the password; outside providers get rows of their own';
CREATE INDEX account_person ON identity.account (user_id);

CREATE TABLE identity.verification (
  id uuid PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE identity.verification IS 'Short-lived values of the sign-in library (better-auth)';
CREATE INDEX verification_identifier ON identity.verification (identifier);

CREATE TABLE identity.sign_in_code (
  contact_hash text PRIMARY KEY,
  code_hash text NOT NULL,
  sent_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  day_start timestamptz NOT NULL,
  sent_in_day integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE identity.sign_in_code IS 'The live one-time code of a resident''s contact; both are keyed hashes, so that the table tells neither';

CREATE TABLE identity.attempt (
  key_hash text PRIMARY KEY,
  wrong integer NOT NULL,
  since timestamptz NOT NULL,
  locked_until timestamptz
);
COMMENT ON TABLE identity.attempt IS 'Wrong codes and passwords by caller''s address and by contact (keyed hashes); 20 within an hour lock the key for half an hour';
CREATE INDEX attempt_since ON identity.attempt (since);

CREATE TABLE identity.ticket (
  token_hash text PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('setup', 'password')),
  person_id uuid REFERENCES identity.person (id),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK ((purpose = 'password') = (person_id IS NOT NULL))
);
COMMENT ON TABLE identity.ticket IS 'One-time rights: to become the first administrator, to set a new password. Used = deleted';
CREATE UNIQUE INDEX ticket_password ON identity.ticket (person_id) WHERE purpose = 'password';
CREATE UNIQUE INDEX ticket_setup ON identity.ticket (purpose) WHERE purpose = 'setup';

CREATE VIEW identity.v_unit AS
  SELECT id, parent_id, title, short_title, kind, districts, is_external, is_active FROM identity.unit;
COMMENT ON VIEW identity.v_unit IS 'Units for other modules';

CREATE VIEW identity.v_person AS
  SELECT id, kind, short_name, position, unit_id, is_active FROM identity.person;
COMMENT ON VIEW identity.v_person IS 'People for other modules: names in short form, no contacts';
