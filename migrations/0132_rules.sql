CREATE SCHEMA rules;
COMMENT ON SCHEMA rules IS 'Rules of monitoring: what is looked for in open sources, on which ground, and what they caught';

CREATE TABLE rules.rule (
  id uuid PRIMARY KEY,
  title text NOT NULL CHECK (title <> ''),
  block text NOT NULL,
  importance text NOT NULL CHECK (importance IN ('high', 'normal', 'low')),
  query text NOT NULL CHECK (query <> ''),
  -- RuleFilters of server/monitoring/rules/filters.ts.
  filters jsonb NOT NULL,
  ground text NOT NULL CHECK (ground <> ''),
  is_active boolean NOT NULL DEFAULT true,
  -- Of the starting set: its id there. A rule a person has changed is theirs, and no start brings it back.
  pack_id text UNIQUE,
  changed_at timestamptz NOT NULL,
  changed_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE rules.rule IS 'Rules in force and those switched off; what each said before is told by the journal';
CREATE INDEX rule_order ON rules.rule (title, id);

CREATE TABLE rules.hit (
  rule_id uuid NOT NULL REFERENCES rules.rule,
  post_id uuid NOT NULL REFERENCES posts.post,
  at timestamptz NOT NULL,
  PRIMARY KEY (rule_id, post_id)
);
COMMENT ON TABLE rules.hit IS 'Which rule caught which post: what its precision is counted by';
CREATE INDEX hit_at ON rules.hit (rule_id, at);

CREATE VIEW incidents.v_fate AS
SELECT member.post_id, incident.status, incident.dismiss_reason FROM incidents.member
JOIN incidents.incident ON incident.id = member.incident_id;
COMMENT ON VIEW incidents.v_fate IS 'What became of posts as incidents, for other modules of monitoring';
