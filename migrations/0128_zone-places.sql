-- A zone is of a place: a great district, a part of one, or a hexagon of the map.
DROP VIEW zones.v_zone;
ALTER TABLE zones.point RENAME COLUMN district_id TO place_key;
ALTER TABLE zones.point ADD COLUMN place_kind text NOT NULL DEFAULT 'district' CHECK (place_kind IN ('district', 'subarea', 'hexagon'));
ALTER TABLE zones.point ALTER COLUMN place_kind DROP DEFAULT;
COMMENT ON COLUMN zones.point.place_key IS 'The id of a district or of a part of one, or an H3 cell: no two kinds share one';
ALTER TABLE zones.card RENAME COLUMN district_id TO place_key;
ALTER TABLE zones.card ADD COLUMN place_kind text NOT NULL DEFAULT 'district' CHECK (place_kind IN ('district', 'subarea', 'hexagon'));
ALTER TABLE zones.card ALTER COLUMN place_kind DROP DEFAULT;
COMMENT ON COLUMN zones.card.place_key IS 'The id of a district or of a part of one, or an H3 cell: no two kinds share one';

CREATE VIEW zones.v_zone AS
SELECT id, place_kind, place_key, block, state, opened_at, opened_on, closed_at, opened_score, reason, owner_id, owner_name, exit_on FROM zones.card;
COMMENT ON VIEW zones.v_zone IS 'Red zones for agendas and reports: now are those with state <> closed, of a period by opened_at';
