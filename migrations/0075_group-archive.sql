ALTER TABLE working_group.protocol_version ADD COLUMN search tsvector
  GENERATED ALWAYS AS (to_tsvector('russian', content)) STORED;
ALTER TABLE working_group.decision ADD COLUMN search tsvector GENERATED ALWAYS AS (
  to_tsvector('russian', text) || to_tsvector('russian', expected_result)
  || to_tsvector('russian', coalesce(responsible_name, ''))) STORED;
ALTER TABLE working_group.paper ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('russian', title)) STORED;
CREATE INDEX protocol_version_search ON working_group.protocol_version USING gin (search);
CREATE INDEX decision_search ON working_group.decision USING gin (search);
CREATE INDEX paper_search ON working_group.paper USING gin (search);
