CREATE TABLE identity.pinned (
  person_id uuid PRIMARY KEY REFERENCES identity.person (id),
  -- Addresses of screens, as the browser's map names them; one that has left the map is not shown.
  screens text[] NOT NULL CHECK (cardinality(screens) <= 5)
);
COMMENT ON TABLE identity.pinned IS 'Screens a member of staff keeps at hand, on every device of theirs; no row = not chosen, the workplace offers the usual ones';
