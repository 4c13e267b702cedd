CREATE VIEW incidents.v_post_reach AS
SELECT member.incident_id, post.captured_at, post.views, post.likes, post.comments, post.shares
FROM posts.v_post AS post JOIN incidents.member ON member.post_id = post.id WHERE NOT post.is_own;
COMMENT ON VIEW incidents.v_post_reach IS 'How far the posts of incidents reached, as the network told last: no words, no authors';
