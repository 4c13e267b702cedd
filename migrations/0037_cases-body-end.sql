ALTER TABLE cases.outside_body ADD COLUMN valid_until date;
COMMENT ON COLUMN cases.outside_body.valid_until IS 'Last day a case may be forwarded to it: bodies are merged and renamed; null = no end is known';
