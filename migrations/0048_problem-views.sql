-- What mass problems read of cases and of those who told of them: no contact, no name.
CREATE VIEW cases.v_matter AS
SELECT id, number, registered_at, status, title, body, block, fact_id, suggestion, address, street_id, house, district_id, lat, lon,
       h3, place_precision, is_home, executor_unit_id, due_at, answered_at, closed_at, rating, joined_count, merged_into, follows_id
FROM cases.case_file;
COMMENT ON VIEW cases.v_matter IS 'Cases with their words, for the search of those about one matter; masked before anybody reads them';

CREATE VIEW cases.v_arrival AS SELECT case_id, received_at FROM cases.contact;
COMMENT ON VIEW cases.v_arrival IS 'When people told of a case: the author and who joined, without anything of theirs';
