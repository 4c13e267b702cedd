CREATE TABLE identity.level_rule (
  id uuid PRIMARY KEY,
  category text NOT NULL,
  level text NOT NULL CHECK (level IN ('anonymous', 'social', 'phone', 'esia_simplified', 'esia_verified')),
  valid_from date NOT NULL,
  why text NOT NULL DEFAULT '',
  basis text NOT NULL DEFAULT '',
  reason text NOT NULL CHECK (char_length(btrim(reason)) >= 10),
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  CHECK (level = 'anonymous' OR (why <> '' AND basis <> ''))
);
COMMENT ON TABLE identity.level_rule IS 'How well residents of a category must be known, as the city has set it over the pack; only added to, the latest that has begun holds';
COMMENT ON COLUMN identity.level_rule.category IS 'A category of the taxonomy, as a fact names it';
COMMENT ON COLUMN identity.level_rule.level IS 'anonymous = nothing more than a contact is asked, whatever the pack says';
COMMENT ON COLUMN identity.level_rule.why IS 'What residents read after «потому что»';
COMMENT ON COLUMN identity.level_rule.basis IS 'The law or act it stands on';
COMMENT ON COLUMN identity.level_rule.reason IS 'Why the city has set it so, for staff';
CREATE INDEX level_rule_category ON identity.level_rule (category, valid_from DESC, made_at DESC);
CREATE FUNCTION identity.refuse_level_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'identity.level_rule is append-only';
END $$;
CREATE TRIGGER level_rule_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identity.level_rule
  FOR EACH STATEMENT EXECUTE FUNCTION identity.refuse_level_change();
