-- What the control of quality reads of cases: no names, no contacts.
CREATE VIEW cases.v_answer_text AS
SELECT answer.id, answer.case_id, answer.body, answer.outcome, answer.author, answer.author_unit_id, answer.reviewed_by,
       answer.decided_by, answer.decided_at, file.body AS question, file.block, file.fact_id, file.registered_at, file.due_at,
       file.answered_at
FROM cases.answer JOIN cases.case_file AS file ON file.id = answer.case_id
WHERE answer.state = 'released' AND file.merged_into IS NULL;
COMMENT ON VIEW cases.v_answer_text IS 'Released answers with the question, for blind review; texts may hold names, whoever shows them masks';
CREATE VIEW cases.v_rating AS
SELECT rating.id, rating.case_id, rating.at, rating.score,
       md5(coalesce(host(contact.consent_ip), '') || '|' || coalesce(contact.consent_agent, '')) AS device
FROM cases.rating JOIN cases.contact ON contact.id = rating.contact_id;
COMMENT ON VIEW cases.v_rating IS 'Ratings with a fingerprint of the device that gave the consent: tells that several came from one, not whose';
CREATE VIEW cases.v_attachment AS SELECT case_id, file_id, role, answer_id, added_at FROM cases.attachment;
COMMENT ON VIEW cases.v_attachment IS 'Which photos belong to which case';
CREATE VIEW cases.v_comment AS SELECT case_id, at, text FROM cases.event WHERE kind IN ('comment', 'rating') AND text IS NOT NULL;
COMMENT ON VIEW cases.v_comment IS 'What residents added after the answer, for signs of pressure';
CREATE VIEW cases.v_reopened AS
SELECT file.id, event.at, file.executor_unit_id FROM cases.event JOIN cases.case_file AS file ON file.id = event.case_id
WHERE event.kind = 'status' AND event.data->>'to' = 'reopened';
COMMENT ON VIEW cases.v_reopened IS 'When cases went back to work after an answer';
CREATE INDEX event_reopened ON cases.event (at) WHERE kind = 'status' AND data->>'to' = 'reopened';
CREATE INDEX event_prolonged ON cases.event (at) WHERE kind = 'term' AND data ? 'dueAt';
CREATE INDEX event_commented ON cases.event (at) WHERE kind IN ('comment', 'rating') AND text IS NOT NULL;
CREATE INDEX attachment_after ON cases.attachment (added_at) WHERE role = 'after';
CREATE INDEX answer_released_day ON cases.answer (decided_at) WHERE state = 'released';
CREATE INDEX rating_at ON cases.rating (at);

CREATE TABLE quality.sample (
  id uuid PRIMARY KEY,
  answer_id uuid NOT NULL UNIQUE,
  case_id uuid NOT NULL,
  unit_id uuid,
  block text,
  question text NOT NULL,
  body text NOT NULL,
  barred text[] NOT NULL,
  drawn_at timestamptz NOT NULL,
  drawn_by text NOT NULL
);
COMMENT ON TABLE quality.sample IS 'An answer drawn at random for a double-blind review, with its words as they were, names masked';
COMMENT ON COLUMN quality.sample.barred IS 'Who wrote, agreed or approved it: they do not review it';
CREATE TABLE quality.review (
  sample_id uuid NOT NULL REFERENCES quality.sample,
  reviewer_id uuid NOT NULL,
  seat smallint NOT NULL CHECK (seat BETWEEN 1 AND 3),
  verdict text NOT NULL CHECK (verdict IN ('good', 'flawed')),
  errors text[] NOT NULL,
  note text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  PRIMARY KEY (sample_id, reviewer_id),
  UNIQUE (sample_id, seat)
);
COMMENT ON TABLE quality.review IS 'One verdict of one reviewer; the third seat is taken only where the first two disagree';

CREATE TABLE quality.photo_print (
  file_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  print bit(64) NOT NULL,
  added_at timestamptz NOT NULL
);
COMMENT ON TABLE quality.photo_print IS 'Difference hash of a photo of work done: near prints mean one picture, cropped or saved anew';
CREATE INDEX photo_print_added ON quality.photo_print (added_at);
CREATE TABLE quality.flag (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  subject text NOT NULL,
  day date NOT NULL,
  unit_id uuid,
  words text NOT NULL,
  case_ids uuid[] NOT NULL,
  found_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'dismissed')),
  note text NOT NULL DEFAULT '',
  decided_by_name text,
  decided_at timestamptz,
  UNIQUE (kind, subject, day)
);
COMMENT ON TABLE quality.flag IS 'A sign of work done for the figure, or a random spot check, with the cases it was seen in: a reason to look, not a verdict';
CREATE INDEX flag_state ON quality.flag (state, day);
