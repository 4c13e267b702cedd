CREATE TABLE identity.oidc_provider (
  id uuid PRIMARY KEY,
  title text NOT NULL CHECK (title <> ''),
  audience text NOT NULL CHECK (audience IN ('staff', 'resident')),
  issuer text NOT NULL,
  client_id text NOT NULL,
  client_secret text,
  scope text NOT NULL DEFAULT 'openid profile email',
  claims jsonb NOT NULL DEFAULT '{}',
  level text NOT NULL DEFAULT 'esia_verified' CHECK (level IN ('social', 'phone', 'esia_simplified', 'esia_verified')),
  asks_factor boolean NOT NULL DEFAULT false,
  may_be_private boolean NOT NULL DEFAULT false,
  is_active boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE identity.oidc_provider IS 'Outside systems people sign in by (OpenID Connect): Keycloak of the staff, a gateway before ЕСИА for residents. The client''s secret is sealed';
COMMENT ON COLUMN identity.oidc_provider.level IS 'How well it proves who a resident is: what categories of messages may ask';
COMMENT ON COLUMN identity.oidc_provider.asks_factor IS 'It asks for a second factor by itself: ours is not asked on top';
COMMENT ON COLUMN identity.oidc_provider.may_be_private IS 'Its address may lead into the private network; otherwise such an address is not opened';

ALTER TABLE identity.session ADD has_factor boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN identity.session.has_factor IS 'The outside system this session came from had asked for a second factor';

ALTER TABLE identity.person ADD proven_level text CHECK (proven_level IN ('social', 'phone', 'esia_simplified', 'esia_verified'));
COMMENT ON COLUMN identity.person.proven_level IS 'How well an outside system proved who the resident is; a code by SMS proves the phone by itself';
