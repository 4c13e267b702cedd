-- What came to another system first: when it was received there, and when it arrived here.
ALTER TABLE cases.contact ADD COLUMN arrived_at timestamptz;
COMMENT ON COLUMN cases.contact.arrived_at IS 'When it arrived here, where that was later than its receipt elsewhere; null = at once';
ALTER TYPE cases.incoming ADD ATTRIBUTE term_from timestamptz;
ALTER TYPE cases.incoming ADD ATTRIBUTE arrived_at timestamptz;
