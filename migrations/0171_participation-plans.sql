-- Reads that had no index of their own.
CREATE INDEX link_ground ON counted.link (ground_id, made_at DESC, id DESC);
CREATE INDEX case_file_shown ON cases.case_file (published_at) WHERE published_at IS NOT NULL;
COMMENT ON COLUMN open_data.record.added_seq IS 'The change it came with first: one that was withdrawn and came again is told as changed';
