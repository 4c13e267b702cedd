-- What stands out in the tone of a message. Filled by the follow-up of registration, which writes the row anyway.
ALTER TABLE cases.case_file
  ADD COLUMN tone jsonb,
  ADD COLUMN tone_check text CHECK (tone_check IN ('confirmed', 'dismissed')),
  ADD COLUMN is_alarming boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN cases.case_file.tone IS 'Marks of tone (danger, threat, abuse, irony, thanks) with the words that caused them; null = nothing stands out';
COMMENT ON COLUMN cases.case_file.tone_check IS 'A person''s word on the marks: they are right, or not; null = nobody has looked yet';
COMMENT ON COLUMN cases.case_file.is_alarming IS 'Life or people may be at risk and nobody has said otherwise: stands first in the inbox';
-- Few rows: none is written at registration.
CREATE INDEX case_file_alarming ON cases.case_file (due_at, id)
  WHERE is_alarming AND status IN ('new', 'moderation', 'coordination', 'reopened');
CREATE INDEX case_file_tone ON cases.case_file (registered_at) WHERE tone IS NOT NULL;
