ALTER TABLE taxonomy.version ADD COLUMN author_name text, ADD COLUMN changes jsonb NOT NULL DEFAULT '[]';
COMMENT ON COLUMN taxonomy.version.author_name IS 'The administrator who saved it; empty for a version of a pack';
COMMENT ON COLUMN taxonomy.version.changes IS 'What was changed to the version before, one Russian line each';
