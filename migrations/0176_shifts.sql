CREATE TABLE incidents.handover (
  id uuid PRIMARY KEY,
  given_by uuid NOT NULL,
  given_by_name text NOT NULL,
  given_at timestamptz NOT NULL,
  -- Whom it is meant for; null = whoever comes next.
  to_id uuid,
  to_name text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  -- Incidents the next person looks at first.
  incident_ids uuid[] NOT NULL DEFAULT '{}',
  -- How much stood open, late and unknown as it was handed over.
  figures jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('given', 'taken', 'withdrawn')),
  ended_at timestamptz,
  taken_by uuid,
  taken_by_name text NOT NULL DEFAULT '',
  CHECK ((state = 'given') = (ended_at IS NULL)),
  CHECK ((state = 'taken') = (taken_by IS NOT NULL)),
  -- Nobody takes over from themselves.
  CHECK (taken_by IS DISTINCT FROM given_by)
);
COMMENT ON TABLE incidents.handover IS 'A shift at the feed of networks, handed over by one person and taken over by another';
COMMENT ON COLUMN incidents.handover.given_by IS 'Person of staff who ends the shift';
COMMENT ON COLUMN incidents.handover.note IS 'What the next person has to know; words of staff, shown with personal data masked';
CREATE UNIQUE INDEX handover_waiting ON incidents.handover (given_by) WHERE state = 'given';
CREATE INDEX handover_given ON incidents.handover (given_at DESC, id);

CREATE TABLE clocks.gap_warning (
  from_at timestamptz PRIMARY KEY,
  warned_at timestamptz NOT NULL
);
COMMENT ON TABLE clocks.gap_warning IS 'Holes in the roster of duty that people were written of, each once';
