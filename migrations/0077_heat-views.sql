CREATE SCHEMA heat_views;

CREATE TABLE heat_views.view (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL REFERENCES identity.person,
  title text NOT NULL CHECK (title <> ''),
  content jsonb NOT NULL,
  period jsonb NOT NULL,
  share_roles text[] NOT NULL DEFAULT '{}',
  share_units uuid[] NOT NULL DEFAULT '{}',
  link_key text UNIQUE,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz
);
COMMENT ON TABLE heat_views.view IS 'Named questions to the heat map: which screen, which filters, which days or days that move on; no numbers';
CREATE INDEX view_owner ON heat_views.view (owner_id);
CREATE INDEX view_deleted ON heat_views.view (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE heat_views.subscription (
  id uuid PRIMARY KEY,
  view_id uuid NOT NULL REFERENCES heat_views.view ON DELETE CASCADE,
  person_id uuid NOT NULL REFERENCES identity.person,
  rhythm text NOT NULL CHECK (rhythm IN ('daily', 'weekly', 'monthly')),
  weekday smallint NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  month_day smallint NOT NULL CHECK (month_day BETWEEN 1 AND 31),
  hour smallint NOT NULL CHECK (hour BETWEEN 0 AND 23),
  workdays_only boolean NOT NULL,
  file text NOT NULL CHECK (file IN ('none', 'xlsx', 'pdf')),
  next_at timestamptz,
  retry_at timestamptz,
  created_at timestamptz NOT NULL,
  UNIQUE (view_id, person_id)
);
COMMENT ON TABLE heat_views.subscription IS 'Letters of a view by a schedule; without next_at they are paused';
CREATE INDEX subscription_due ON heat_views.subscription (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE heat_views.sending (
  id uuid PRIMARY KEY,
  subscription_id uuid NOT NULL REFERENCES heat_views.subscription ON DELETE CASCADE,
  planned_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('written', 'waiting', 'failed')),
  tries smallint NOT NULL,
  snapshot text,
  reason text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  UNIQUE (subscription_id, planned_at)
);
COMMENT ON TABLE heat_views.sending IS 'What became of each planned letter, once per moment; the id is that of the letter';

CREATE OR REPLACE VIEW outbox.v_letter_state AS
SELECT id, channel, state, created_at, state_at, reason FROM outbox.letter;
