-- Numbers by calendar month for a city whose cases do not fit into the memory given to figures: tables are then added up
-- from these and the days at the ends of the period are read from the cases. Column names are those of `cases.v_figure`,
-- so that one expression reads both.
CREATE TABLE heatmap.rollup (
  cuboid smallint NOT NULL,
  registered_at timestamptz NOT NULL,
  district_id text,
  block text,
  fact_id text,
  channel text,
  executor_unit_id uuid,
  h3 text,
  received integer NOT NULL,
  solved integer NOT NULL,
  answered integer NOT NULL,
  late integer NOT NULL,
  rated integer NOT NULL,
  rated_well integer NOT NULL,
  rating_sum integer NOT NULL,
  reopened integer NOT NULL,
  reworked integer NOT NULL,
  deferred integer NOT NULL
);
CREATE UNIQUE INDEX rollup_cell ON heatmap.rollup (cuboid, registered_at, district_id, block, fact_id, channel, executor_unit_id, h3)
  NULLS NOT DISTINCT;
COMMENT ON TABLE heatmap.rollup IS 'Additive numbers by month and a few sides at once; `cuboid` names which sides a row has, the others are null. `registered_at` is the first local moment of the month';

CREATE TABLE heatmap.rollup_state (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  zone text NOT NULL,
  position jsonb NOT NULL
);
COMMENT ON TABLE heatmap.rollup_state IS 'How far rollups follow the cases, changed in one transaction with them; no row: there are none';
