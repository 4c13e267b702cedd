CREATE SCHEMA zones;

CREATE TABLE zones.point (
  district_id text NOT NULL,
  block text NOT NULL,
  day date NOT NULL,
  score real,
  zone text NOT NULL CHECK (zone IN ('few', 'green', 'yellow', 'orange', 'red')),
  heat jsonb NOT NULL,
  PRIMARY KEY (district_id, block, day)
);
COMMENT ON TABLE zones.point IS 'How hot each cell was on each local day, with the terms of its score; the last count of a day stands';
CREATE INDEX point_day ON zones.point (day);

CREATE TABLE zones.card (
  id uuid PRIMARY KEY,
  district_id text NOT NULL,
  block text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'working', 'claimed', 'closed')),
  opened_at timestamptz NOT NULL,
  opened_on date NOT NULL,
  opened_score real,
  reason text NOT NULL,
  owner_id uuid REFERENCES identity.person,
  owner_name text,
  cause text NOT NULL DEFAULT '',
  plan text NOT NULL DEFAULT '',
  exit_on date,
  claimed_on date,
  closed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK (state <> 'claimed' OR claimed_on IS NOT NULL),
  CHECK (state NOT IN ('working', 'claimed') OR (cause <> '' AND plan <> '' AND exit_on IS NOT NULL))
);
COMMENT ON TABLE zones.card IS 'Red zones: open → working → claimed → closed; the last step is made by the daily count alone';
CREATE UNIQUE INDEX card_running ON zones.card (district_id, block) WHERE state <> 'closed';
CREATE INDEX card_closed ON zones.card (closed_at) WHERE state = 'closed';

CREATE TABLE zones.line (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  card_id uuid NOT NULL REFERENCES zones.card,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  text text NOT NULL CHECK (text <> '')
);
COMMENT ON TABLE zones.line IS 'What was done and noted of a red zone, in its order';
CREATE INDEX line_card ON zones.line (card_id, id);

CREATE TABLE zones.proof (
  file_id uuid PRIMARY KEY REFERENCES files.file,
  card_id uuid NOT NULL REFERENCES zones.card,
  title text NOT NULL CHECK (title <> ''),
  added_by_name text NOT NULL,
  added_at timestamptz NOT NULL
);
COMMENT ON TABLE zones.proof IS 'Pictures and papers that show what was done in a red zone';
CREATE INDEX proof_card ON zones.proof (card_id, added_at);

CREATE VIEW zones.v_zone AS
SELECT id, district_id, block, state, opened_at, opened_on, closed_at, opened_score, reason, owner_id, owner_name, exit_on FROM zones.card;
COMMENT ON VIEW zones.v_zone IS 'Red zones for agendas and reports: now are those with state <> closed, of a period by opened_at';

ALTER TABLE working_group.agenda_item DROP CONSTRAINT agenda_item_source_check;
ALTER TABLE working_group.agenda_item ADD CONSTRAINT agenda_item_source_check
  CHECK (source IN ('manual', 'overdue', 'problem', 'burst', 'promise', 'assignment', 'zone'));
