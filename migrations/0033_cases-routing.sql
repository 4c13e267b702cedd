CREATE TABLE cases.routing_rule (
  id uuid PRIMARY KEY,
  priority integer NOT NULL CHECK (priority BETWEEN 1 AND 999),
  fact_id text,
  block text,
  district_id text,
  importance text CHECK (importance IN ('normal', 'high')),
  weekdays smallint[] NOT NULL DEFAULT '{}',
  from_time time,
  to_time time,
  unit_id uuid NOT NULL,
  person_id uuid,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  is_on boolean NOT NULL DEFAULT false,
  note text NOT NULL DEFAULT '',
  author_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CHECK ((from_time IS NULL) = (to_time IS NULL)),
  CHECK (fact_id IS NULL OR block IS NULL)
);
COMMENT ON TABLE cases.routing_rule IS 'To whom a message goes before the executor kind of its topic is asked: topic or block × district × importance × local time of arrival. Empty means any';
COMMENT ON COLUMN cases.routing_rule.priority IS 'The lower is asked first; of equals the narrower, then the older';
COMMENT ON COLUMN cases.routing_rule.weekdays IS '1 Monday … 7 Sunday; empty = every day';
COMMENT ON COLUMN cases.routing_rule.to_time IS 'Earlier than from_time: over midnight';
COMMENT ON COLUMN cases.routing_rule.is_on IS 'A rule is made off, tried on last month''s cases and then switched on';
