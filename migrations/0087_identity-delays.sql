-- Wrong passwords and codes slow further ones down, half a minute at most, and close nothing; a device that has signed in is slowed by its own alone.
ALTER TABLE identity.attempt DROP COLUMN locks, ADD COLUMN alarmed_at timestamptz;
COMMENT ON TABLE identity.attempt IS 'Wrong codes and passwords by the caller''s network, by the network and what is tried together, by a trusted device, and in all (keyed hashes)';
COMMENT ON COLUMN identity.attempt.locked_until IS 'The next try is taken from then on: half a minute off at most';
COMMENT ON COLUMN identity.attempt.alarmed_at IS 'When the person and the administrators were last told that somebody guesses';

CREATE TABLE identity.device (
  token_hash text NOT NULL,
  person_id uuid NOT NULL REFERENCES identity.person (id),
  since timestamptz NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (token_hash, person_id)
);
COMMENT ON TABLE identity.device IS 'Browsers of staff that have signed in before: tries of others never slow them down';
CREATE INDEX device_person ON identity.device (person_id);
