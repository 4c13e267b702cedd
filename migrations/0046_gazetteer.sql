-- A list of streets and houses an administrator loaded in place of the pack's. Few versions, one row a street.
CREATE TABLE territory.gazetteer (
  id uuid PRIMARY KEY,
  source text NOT NULL CHECK (source IN ('gar')),
  region text NOT NULL,
  town text NOT NULL,
  street_count integer NOT NULL,
  house_count integer NOT NULL,
  placed_count integer NOT NULL,
  loaded_at timestamptz NOT NULL,
  loaded_by uuid,
  is_current boolean NOT NULL
);
COMMENT ON TABLE territory.gazetteer IS 'Versions of the list of streets and houses; with none in force the city pack''s own holds';
COMMENT ON COLUMN territory.gazetteer.placed_count IS 'Houses whose point is known: ГАР has none, so it is taken from the list in force before';
CREATE UNIQUE INDEX gazetteer_current ON territory.gazetteer (is_current) WHERE is_current;

CREATE TABLE territory.street (
  gazetteer_id uuid NOT NULL REFERENCES territory.gazetteer ON DELETE CASCADE,
  id text NOT NULL,
  type text NOT NULL,
  name text NOT NULL,
  aliases jsonb NOT NULL,
  settlement text,
  district_id text,
  lat float8,
  lon float8,
  houses jsonb NOT NULL,
  PRIMARY KEY (gazetteer_id, id)
);
COMMENT ON TABLE territory.street IS 'Streets of a version, each with its houses: [number, latitude or null, longitude or null]; read whole into memory, never by a request';
