CREATE SCHEMA our_city;
COMMENT ON SCHEMA our_city IS 'What the installation is: names of the city, its organisation, zone, operator of personal data, arms';

CREATE TABLE our_city.edition (
  version integer PRIMARY KEY CHECK (version > 0),
  card jsonb NOT NULL CHECK (jsonb_typeof(card) = 'object'),
  valid_from timestamptz NOT NULL,
  made_by uuid,
  made_by_name text NOT NULL CHECK (made_by_name <> ''),
  reason text NOT NULL DEFAULT ''
);
COMMENT ON TABLE our_city.edition IS 'Editions of the card of the city, whole: a paper is printed by the one in force when it was made. Only added to';
COMMENT ON COLUMN our_city.edition.version IS 'Its number for people and on papers, one after another';
COMMENT ON COLUMN our_city.edition.card IS 'The card by the shape of the contract, cityCard';
COMMENT ON COLUMN our_city.edition.valid_from IS 'When it was saved: in force from then until the next';
COMMENT ON COLUMN our_city.edition.made_by IS 'Who saved it; null = the program itself, from the pack of the city';
COMMENT ON COLUMN our_city.edition.made_by_name IS 'Their name as it was';
COMMENT ON COLUMN our_city.edition.reason IS 'Why, where they said it';

CREATE TABLE our_city.arms (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),
  png bytea NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  made_at timestamptz NOT NULL,
  made_by uuid
);
COMMENT ON TABLE our_city.arms IS 'Pictures of arms: drawn anew from what was sent, so nothing but the picture is kept. Only added to';
COMMENT ON COLUMN our_city.arms.id IS 'SHA-256 of the picture';
COMMENT ON COLUMN our_city.arms.png IS 'The picture itself, PNG without metadata';
COMMENT ON COLUMN our_city.arms.width IS 'Pixels';
COMMENT ON COLUMN our_city.arms.height IS 'Pixels';
COMMENT ON COLUMN our_city.arms.made_by IS 'Who sent it';

CREATE FUNCTION our_city.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
END $$;
CREATE TRIGGER edition_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON our_city.edition
  FOR EACH STATEMENT EXECUTE FUNCTION our_city.refuse_change();
CREATE TRIGGER arms_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON our_city.arms
  FOR EACH STATEMENT EXECUTE FUNCTION our_city.refuse_change();

-- An installation that is being upgraded goes on with the streets and districts it has worked by; a new one begins with none.
INSERT INTO lib.setting (name, value)
SELECT 'ground', '"kamensk-uralsky"' WHERE EXISTS (SELECT FROM lib.setting WHERE name = 'mode');
