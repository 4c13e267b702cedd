-- Earlier appeals of a person by name. Partial: a message from the portal never touches it.
CREATE INDEX contact_appeal_name ON cases.contact (replace(lower(person_name), 'ё', 'е'))
  WHERE regime = 'appeal_59fz' AND person_name IS NOT NULL;
