-- What a text says of the place is proposed to a person, not taken for the place.
ALTER TABLE cases.case_file ADD COLUMN place_suggestion jsonb;
COMMENT ON COLUMN cases.case_file.place_suggestion IS
  'Places the text names, the surest first, each with its fragment, confidence and reasons; empty: it names none; null: the place was given, or the text is not read yet.';
