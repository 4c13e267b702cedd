-- Since when nobody knows whether a reply came out: each such moment is told to people once.
ALTER TABLE incidents.reply ADD COLUMN unknown_since timestamptz;
CREATE INDEX reply_unknown ON incidents.reply (incident_id) WHERE state = 'unknown';
UPDATE incidents.reply SET unknown_since = (SELECT saying.state_at FROM networks.saying
  WHERE saying.subject_kind = 'incident-reply' AND saying.subject_id = reply.id) WHERE state = 'unknown';
