-- A case is looked for on both sides of a pair.
CREATE INDEX refused_pair_second ON problems.refused_pair (second_id);
