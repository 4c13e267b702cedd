-- Causes a person states, a few in a hundred cases: rejected, sent back as not theirs, returned to work.
CREATE INDEX event_cause ON cases.event (case_id)
  WHERE (kind = 'status' AND data->>'to' = 'rejected') OR kind IN ('refusal', 'reopening');
