CREATE SCHEMA territory;
COMMENT ON SCHEMA territory IS 'The city''s own map layers; everything else of the territory comes from the city pack';

CREATE TABLE territory.layer (
  name text PRIMARY KEY CHECK (name IN ('boundary', 'districts')),
  geojson jsonb NOT NULL,
  version text NOT NULL,
  uploaded_by uuid,
  uploaded_at timestamptz NOT NULL
);
COMMENT ON TABLE territory.layer IS 'A layer an administrator put in place of the pack''s: boundary or districts, GeoJSON as received';
