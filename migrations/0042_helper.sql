CREATE SCHEMA helper;
COMMENT ON SCHEMA helper IS 'Texts a language model offers: settings and what was sent';

CREATE TABLE helper.setting (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  settings jsonb NOT NULL,
  secret text,
  is_active boolean NOT NULL,
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE helper.setting IS 'The one address texts are asked of; no row = off. secret is sealed';

CREATE TABLE helper.request (
  id uuid PRIMARY KEY,
  case_id uuid,
  purpose text NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  host text NOT NULL,
  model text NOT NULL,
  sent text NOT NULL,
  failure text
);
COMMENT ON TABLE helper.request IS 'What left for a model: masked words, kept a year; the journal holds the fingerprint of sent';
CREATE INDEX request_asked ON helper.request (asked_at);
