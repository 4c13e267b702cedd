CREATE TABLE cases.unread (
  case_id uuid PRIMARY KEY
);
COMMENT ON TABLE cases.unread IS 'Cases registered and not yet read by the follow-up: topic, place, words for search, letter';
