-- Whose house it is: a topic that is a managing company's goes to that of the house.
ALTER TABLE identity.unit ADD COLUMN inn text CHECK (inn ~ '^\d{10}$');
COMMENT ON COLUMN identity.unit.inn IS 'ИНН of an organisation, ten digits; a list may name it by that, units of one organisation share it; null = not told';

CREATE TABLE cases.house_list (
  id uuid PRIMARY KEY,
  is_current boolean NOT NULL,
  house_count integer NOT NULL,
  unit_count integer NOT NULL,
  loaded_at timestamptz NOT NULL,
  loaded_by_name text NOT NULL CHECK (loaded_by_name <> '')
);
COMMENT ON TABLE cases.house_list IS 'Lists of houses with their managing companies: the one in force and those before it, to be brought back';
COMMENT ON COLUMN cases.house_list.is_current IS 'By this one cases go; at most one';
COMMENT ON COLUMN cases.house_list.house_count IS 'Houses of the list';
COMMENT ON COLUMN cases.house_list.unit_count IS 'Companies of the list';
COMMENT ON COLUMN cases.house_list.loaded_by_name IS 'Who brought it, by the name of then';
CREATE UNIQUE INDEX house_list_current ON cases.house_list (is_current) WHERE is_current;

CREATE TABLE cases.house_keeper (
  list_id uuid NOT NULL REFERENCES cases.house_list ON DELETE CASCADE,
  street_id text NOT NULL,
  house text NOT NULL,
  unit_id uuid NOT NULL,
  PRIMARY KEY (list_id, street_id, house)
);
COMMENT ON TABLE cases.house_keeper IS 'A house of a list and the unit that manages it';
COMMENT ON COLUMN cases.house_keeper.street_id IS 'A street of the gazetteer';
COMMENT ON COLUMN cases.house_keeper.house IS 'The key houses are compared by: 12, 12а, 12/3, 12к2';
