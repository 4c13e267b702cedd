-- What was merged into an incident: a conflict of one of them is a conflict of the incident, words that go take its title with them.
CREATE INDEX incident_merged ON incidents.incident (merged_into) WHERE merged_into IS NOT NULL;
