CREATE TABLE control.rate (
  dimension text NOT NULL,
  key text NOT NULL,
  total integer NOT NULL,
  late integer NOT NULL,
  learned_at timestamptz NOT NULL,
  PRIMARY KEY (dimension, key)
);
COMMENT ON TABLE control.rate IS 'How often answers were late in the last half a year, by topic, body, its load, weekday and the share of the term passed: counted anew each night';
