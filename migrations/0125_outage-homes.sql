CREATE TABLE outages.home (
  id uuid PRIMARY KEY,
  resident_id uuid NOT NULL REFERENCES identity.person,
  street_id text NOT NULL,
  -- The key of the house: «14», «12к2».
  house text NOT NULL,
  district_id text,
  label text NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (resident_id, street_id, house)
);
COMMENT ON TABLE outages.home IS 'Houses of whose outages a resident asked for letters; the address of the letters is that of their account, read when they are written';
CREATE INDEX home_street ON outages.home (street_id, house);
