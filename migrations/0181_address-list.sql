-- A city that has no ГАР export at hand loads a list of its addresses by the screen.
ALTER TABLE territory.gazetteer DROP CONSTRAINT gazetteer_source_check;
ALTER TABLE territory.gazetteer ADD CONSTRAINT gazetteer_source_check CHECK (source IN ('gar', 'list'));
COMMENT ON COLUMN territory.gazetteer.source IS 'gar = an export of ГАР, read on the server; list = a table of addresses, loaded by the screen';
COMMENT ON COLUMN territory.gazetteer.placed_count IS 'Houses whose point is known: told by a list, or taken from the list in force before; ГАР has none';
