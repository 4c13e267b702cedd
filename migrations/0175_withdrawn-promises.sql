ALTER TABLE conflicts.promise
  ADD COLUMN withdrawn_at timestamptz,
  ADD COLUMN words_serial integer,
  ADD CHECK (words_serial IS NULL OR withdrawn_at IS NOT NULL);
COMMENT ON COLUMN conflicts.promise.withdrawn_at IS 'When its page changed the words away; null = they stand';
COMMENT ON COLUMN conflicts.promise.words_serial IS 'The look of the post that still has the words (posts.sight); null = none is kept';

ALTER TABLE conflicts.statement ADD COLUMN done_at timestamptz;
COMMENT ON COLUMN conflicts.statement.done_at IS 'Since when the words say that it is done, which an edit may add; null = they do not';
UPDATE conflicts.statement SET done_at = said_at WHERE claims @> '[{"kind": "state", "isDone": true}]';
