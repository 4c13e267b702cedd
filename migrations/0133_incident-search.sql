-- The feed of social networks is searched by words: hundreds of thousands of incidents are read by these alone.
-- Words of a post that is let go leave its index as the row is vacuumed.
CREATE INDEX post_words ON posts.post USING gin (to_tsvector('russian', text));
CREATE INDEX incident_words ON incidents.incident USING gin (to_tsvector('russian', title || ' ' || coalesce(address, '')));
