-- Signing out ends the session of the other system too: OpenID Connect RP-Initiated Logout 1.0.
ALTER TABLE identity.oidc_provider ADD COLUMN ends_outside boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN identity.oidc_provider.ends_outside IS 'Выход завершает сеанс и там: адрес возврата после выхода у неё записан';
ALTER TABLE identity.session ADD COLUMN outside_provider uuid, ADD COLUMN outside_id_token text;
COMMENT ON COLUMN identity.session.outside_provider IS 'identity.oidc_provider the sign-in came from; null = our own sign-in';
COMMENT ON COLUMN identity.session.outside_id_token IS 'Its ID token, sealed: the hint by which the provider knows the session to end';
