-- Registration reads a batch as rows of this type: it costs half of the same rows in JSON, whose names of fields are looked up
-- in each. Fields in the order of server/modules/cases/incoming.ts; the type is stored nowhere and may be made anew.
CREATE TYPE cases.incoming AS (
  ord int, month text, following int, id uuid, contact_id uuid, client_key uuid, client_hash text, registered_at timestamptz,
  received_at timestamptz, channel text, regime text, regime_reason text, signs text[], declares text, identity text, title text,
  body text, block text, fact_id text, topic_source text, importance text, address text, street_id text, house text,
  district_id text, lat float8, lon float8, h3 text, place_precision text, is_home boolean, due_at timestamptz, rule_id text,
  rule_version text, calendar_version text, next_step smallint, next_step_at timestamptz, resident_id uuid, person_name text,
  phone text, email text, has_publish_consent boolean, consent_version text, consent_ip inet, consent_agent text,
  external_source text, external_id text, registered_by uuid, actor text, actor_name text, answers jsonb
);
