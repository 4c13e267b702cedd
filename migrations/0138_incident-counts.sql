-- A term that ended before it began (the page had answered when the words were taken in) was no moment long.
CREATE INDEX term_span ON incidents.term USING gist (
  tstzrange(started_at, CASE WHEN ended_at IS NOT NULL THEN greatest(started_at, ended_at) END));
CREATE INDEX incident_opened ON incidents.incident (opened_at);
CREATE INDEX reply_published ON incidents.reply (published_at) WHERE state = 'published';
CREATE INDEX incident_case ON incidents.incident (case_id) WHERE case_id IS NOT NULL;

CREATE VIEW incidents.v_first_answer AS
SELECT reply.incident_id, reply.page_id, reply.published_at, seen.captured_at, seen.kind
FROM incidents.reply CROSS JOIN LATERAL (
  SELECT post.captured_at, post.kind FROM incidents.member JOIN posts.v_post AS post ON post.id = member.post_id
  WHERE member.incident_id = reply.incident_id ORDER BY post.captured_at, post.id LIMIT 1) AS seen
WHERE reply.state = 'published' AND NOT EXISTS (
  SELECT FROM incidents.reply AS former WHERE former.incident_id = reply.incident_id AND former.state = 'published'
    AND (former.published_at, former.id) < (reply.published_at, reply.id));
COMMENT ON VIEW incidents.v_first_answer IS 'The first answer published to each incident, and when its first words were noticed';

CREATE VIEW incidents.v_comment AS
SELECT post.id AS post_id, member.incident_id, post.page_id, post.captured_at,
  (SELECT min(reply.published_at) FROM incidents.reply JOIN posts.v_post AS answered ON answered.id = reply.post_id
    WHERE reply.incident_id = member.incident_id AND reply.state = 'published' AND reply.published_at >= post.posted_at
      AND answered.network = post.network AND answered.thread_key = post.thread_key) AS answered_at
FROM posts.v_post AS post JOIN networks.v_page AS page ON page.id = post.page_id AND page.is_own
JOIN incidents.member ON member.post_id = post.id
JOIN incidents.incident ON incident.id = member.incident_id AND incident.status NOT IN ('dismissed', 'merged', 'converted')
WHERE post.kind = 'comment' AND NOT post.is_own;
COMMENT ON VIEW incidents.v_comment IS 'Comments under pages of ours that want an answer: not dismissed, not made a case; with the first answer in their talk';
