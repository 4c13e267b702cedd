ALTER TABLE identity.person ADD COLUMN version integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN identity.person.version IS 'Of the card of a member of staff: a form says which one it changes';
ALTER TABLE identity.unit ADD COLUMN version integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN identity.unit.version IS 'A form says which one it changes';
