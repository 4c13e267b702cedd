CREATE SCHEMA counted;
COMMENT ON SCHEMA counted IS 'What residents said and which decisions took it into account (decision 0062)';

CREATE TABLE counted.ground (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('decision', 'poll', 'discussion', 'act', 'budget', 'measure')),
  ref_id uuid,
  title text NOT NULL CHECK (char_length(btrim(title)) BETWEEN 3 AND 2000),
  number text NOT NULL DEFAULT '',
  on_day date NOT NULL,
  url text NOT NULL DEFAULT '' CHECK (url = '' OR url ~ '^https?://'),
  code text NOT NULL DEFAULT '',
  sum numeric(15, 2) CHECK (sum > 0),
  budget_year integer CHECK (budget_year BETWEEN 2000 AND 2199),
  meeting_id uuid,
  words text NOT NULL DEFAULT '',
  is_shown boolean NOT NULL DEFAULT false,
  result text NOT NULL DEFAULT '',
  result_on date,
  result_at timestamptz,
  result_by_name text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK ((ref_id IS NULL) = (kind IN ('act', 'budget'))),
  CHECK (kind <> 'act' OR number <> ''),
  CHECK ((kind = 'budget') = (code <> '' AND sum IS NOT NULL AND budget_year IS NOT NULL)),
  CHECK ((result_on IS NULL) = (result_at IS NULL)),
  CHECK (NOT is_shown OR char_length(words) >= 10)
);
COMMENT ON TABLE counted.ground IS 'What took into account what residents said: a decision, an act, a line of the budget, a measure; each once';
COMMENT ON COLUMN counted.ground.ref_id IS 'The decision, poll, discussion or measure; null for what has no record of its own here';
COMMENT ON COLUMN counted.ground.title IS 'What was decided, for staff; what everybody reads is words';
COMMENT ON COLUMN counted.ground.on_day IS 'The day of the decision or the act: the year it is told in';
COMMENT ON COLUMN counted.ground.code IS 'Code of the line of the budget';
COMMENT ON COLUMN counted.ground.budget_year IS 'The year the line is of';
COMMENT ON COLUMN counted.ground.meeting_id IS 'The meeting of a decision of the working group';
COMMENT ON COLUMN counted.ground.words IS 'What changed, in words for everybody';
COMMENT ON COLUMN counted.ground.is_shown IS 'Somebody let it out: it may stand on open pages';
COMMENT ON COLUMN counted.ground.result IS 'What came of it, once it is carried out';
CREATE UNIQUE INDEX ground_ref ON counted.ground (kind, ref_id) WHERE ref_id IS NOT NULL;
CREATE INDEX ground_latest ON counted.ground (on_day DESC, id DESC);
CREATE INDEX ground_meeting ON counted.ground (meeting_id) WHERE meeting_id IS NOT NULL;

CREATE TABLE counted.link (
  id uuid PRIMARY KEY,
  ground_id uuid NOT NULL REFERENCES counted.ground,
  kind text NOT NULL CHECK (kind IN ('case', 'problem', 'poll', 'remark')),
  target_id uuid NOT NULL,
  discussion_id uuid,
  warnings text NOT NULL DEFAULT '',
  reason text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  told_at timestamptz,
  result_told_at timestamptz,
  removed_at timestamptz,
  removed_by_name text NOT NULL DEFAULT '',
  removed_reason text NOT NULL DEFAULT '',
  CHECK ((kind = 'remark') = (discussion_id IS NOT NULL)),
  CHECK (warnings = '' OR reason <> ''),
  CHECK ((removed_at IS NULL) = (removed_reason = ''))
);
COMMENT ON TABLE counted.link IS 'What of residents a decision took into account; one that was undone stays with its reason';
COMMENT ON COLUMN counted.link.discussion_id IS 'The discussion of a remark';
COMMENT ON COLUMN counted.link.warnings IS 'What was said of another topic or place when it was made';
COMMENT ON COLUMN counted.link.reason IS 'Why it was made all the same';
COMMENT ON COLUMN counted.link.told_at IS 'When residents were written to that they were counted';
COMMENT ON COLUMN counted.link.result_told_at IS 'When residents were written to what came of it';
CREATE UNIQUE INDEX link_once ON counted.link (ground_id, kind, target_id) WHERE removed_at IS NULL;
CREATE INDEX link_target ON counted.link (kind, target_id) WHERE removed_at IS NULL;
CREATE INDEX link_discussion ON counted.link (discussion_id) WHERE discussion_id IS NOT NULL AND removed_at IS NULL;
CREATE INDEX link_untold ON counted.link (made_at) WHERE told_at IS NULL AND removed_at IS NULL;
CREATE INDEX link_result_untold ON counted.link (ground_id) WHERE result_told_at IS NULL AND removed_at IS NULL;

CREATE TABLE counted.told (
  ground_id uuid NOT NULL REFERENCES counted.ground,
  kind text NOT NULL CHECK (kind IN ('case', 'poll', 'remark')),
  target_id uuid NOT NULL,
  news text NOT NULL CHECK (news IN ('counted', 'result')),
  at timestamptz NOT NULL,
  PRIMARY KEY (ground_id, kind, target_id, news)
);
COMMENT ON TABLE counted.told IS 'Of which decision whose authors were written to: once of each news, however many links lead there';

CREATE TABLE counted.run (
  id uuid PRIMARY KEY,
  ground_id uuid NOT NULL REFERENCES counted.ground,
  filter jsonb NOT NULL,
  case_ids uuid[] NOT NULL,
  done integer NOT NULL DEFAULT 0,
  added integer NOT NULL DEFAULT 0,
  warnings text NOT NULL DEFAULT '',
  reason text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  finished_at timestamptz
);
COMMENT ON TABLE counted.run IS 'Many cases of a selection taken into account by one decision, and how far that is';
COMMENT ON COLUMN counted.run.case_ids IS 'Cases of the selection as they were when it was asked for';
CREATE INDEX run_ground ON counted.run (ground_id, made_at DESC);
