ALTER TABLE cases.executor_link ADD COLUMN part_id uuid REFERENCES cases.part;
COMMENT ON COLUMN cases.executor_link.part_id IS 'The link gives this part of a co-executor and nothing else; null = it answers the case';
CREATE INDEX executor_link_part ON cases.executor_link (part_id) WHERE part_id IS NOT NULL;
