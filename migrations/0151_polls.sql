CREATE SCHEMA polls;
COMMENT ON SCHEMA polls IS 'Polls of residents: their questions, who has answered, what was answered (apart from who), what came of it';

CREATE TABLE polls.poll (
  id uuid PRIMARY KEY,
  -- Ballots of a secret vote are kept by another module.
  kind text NOT NULL CHECK (kind IN ('survey', 'rating', 'single-choice', 'vote')),
  title text NOT NULL CHECK (title <> ''),
  -- «Решаем»: what the answers are asked for.
  matter text NOT NULL DEFAULT '',
  -- Whether the administration is bound by the result, and the words of it.
  is_binding boolean NOT NULL DEFAULT false,
  outcome text NOT NULL DEFAULT '',
  -- «Потом»: what happens after it is closed, and by which day the result is out.
  afterwards text NOT NULL DEFAULT '',
  result_by date,
  opens_at timestamptz,
  closes_at timestamptz,
  -- {minAge, districtIds, level}: shared/contract/participation/polls.ts
  audience jsonb NOT NULL,
  -- {district, age}: what a person is asked about themselves; is_weighted: the result is brought to the make-up of the city by it.
  asks jsonb NOT NULL,
  is_weighted boolean NOT NULL DEFAULT false,
  quotas jsonb NOT NULL DEFAULT '[]',
  -- As they are written now; those answered are of an edition.
  questions jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'legal-review', 'approved', 'announced', 'open', 'paused', 'closed', 'counted',
    'published', 'decision-recorded', 'archived', 'cancelled')),
  state_at timestamptz NOT NULL,
  -- Why it was returned, paused, closed before its time or cancelled.
  reason text NOT NULL DEFAULT '',
  edition integer NOT NULL DEFAULT 0 CHECK (edition >= 0),
  opened_at timestamptz,
  closed_at timestamptz,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  made_by_name text NOT NULL,
  approved_by_name text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CHECK (closes_at IS NULL OR opens_at IS NULL OR closes_at > opens_at),
  CHECK (state IN ('draft', 'cancelled') OR (opens_at IS NOT NULL AND closes_at IS NOT NULL)),
  CHECK (state NOT IN ('open', 'paused', 'closed', 'counted', 'published', 'decision-recorded') OR (edition > 0 AND opened_at IS NOT NULL)),
  CHECK (state NOT IN ('closed', 'counted', 'published', 'decision-recorded') OR closed_at IS NOT NULL)
);
COMMENT ON TABLE polls.poll IS 'A poll from its draft to the decision that was taken on it';
CREATE INDEX poll_latest ON polls.poll (made_at DESC, id DESC);
CREATE INDEX poll_state ON polls.poll (state, made_at DESC, id DESC);
CREATE INDEX poll_opens ON polls.poll (opens_at) WHERE state = 'announced';
CREATE INDEX poll_closes ON polls.poll (closes_at) WHERE state IN ('open', 'paused');
CREATE INDEX poll_counted ON polls.poll (closed_at) WHERE state = 'closed';
CREATE INDEX poll_shown ON polls.poll (closes_at DESC, id DESC) WHERE state IN ('announced', 'open', 'paused', 'closed', 'counted', 'published',
  'decision-recorded', 'archived');

CREATE TABLE polls.edition (
  poll_id uuid NOT NULL REFERENCES polls.poll,
  serial integer NOT NULL CHECK (serial >= 1),
  questions jsonb NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  -- Why words were put right while it was open; empty of the first.
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (poll_id, serial)
);
COMMENT ON TABLE polls.edition IS 'Questions as people were asked them: frozen at opening, and with each misprint put right; only added to';

CREATE TABLE polls.participant (
  poll_id uuid NOT NULL REFERENCES polls.poll,
  -- A keyed hash of the person for this poll alone: no two polls have the same, and nobody reads it back without the key of the server.
  person_key text NOT NULL,
  -- A hash of what the device named its answer: the same sent again is known for a repeat.
  repeat_key text NOT NULL,
  -- It stands in a batch with others, in no order: see sheet.
  is_mixed boolean NOT NULL DEFAULT false,
  PRIMARY KEY (poll_id, person_key)
);
COMMENT ON TABLE polls.participant IS 'The roll: who has answered, for nobody to answer twice. Without time and order; erased when the poll is counted';
CREATE INDEX participant_unmixed ON polls.participant (poll_id) WHERE NOT is_mixed;

CREATE TABLE polls.sheet (
  -- Random, of no time: version 4.
  id uuid PRIMARY KEY,
  poll_id uuid NOT NULL REFERENCES polls.poll,
  edition integer NOT NULL,
  -- What the person said of themselves, where the poll asks it.
  district_id text,
  age_group text,
  answers jsonb NOT NULL,
  -- Rewritten together with others, so that not even the database's own marks tell beside whom it was written.
  is_mixed boolean NOT NULL DEFAULT false,
  FOREIGN KEY (poll_id, edition) REFERENCES polls.edition
);
COMMENT ON TABLE polls.sheet IS 'Answers, with nothing that leads to who gave them: no person, no time, no order';
CREATE INDEX sheet_poll ON polls.sheet (poll_id, district_id, age_group);
CREATE INDEX sheet_unmixed ON polls.sheet (poll_id) WHERE NOT is_mixed;

CREATE TABLE polls.follower (
  poll_id uuid NOT NULL REFERENCES polls.poll,
  person_id uuid NOT NULL,
  PRIMARY KEY (poll_id, person_id)
);
COMMENT ON TABLE polls.follower IS 'Who asked to be told of the result: anybody who signed in, whether they answered or not';
CREATE INDEX follower_person ON polls.follower (person_id);

CREATE TABLE polls.wording (
  -- Random: it leads to no sheet.
  id uuid PRIMARY KEY,
  poll_id uuid NOT NULL REFERENCES polls.poll,
  question_id text NOT NULL,
  text text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'released', 'hidden')),
  judged_by_name text NOT NULL DEFAULT '',
  CHECK ((state = 'waiting') = (judged_by_name = ''))
);
COMMENT ON TABLE polls.wording IS 'Answers in words, each apart from the rest of its sheet: nobody but staff reads one before it was released';
CREATE INDEX wording_poll ON polls.wording (poll_id, state, id);

CREATE TABLE polls.result (
  poll_id uuid PRIMARY KEY REFERENCES polls.poll,
  -- As everybody sees them, staff too: counted once, few people hidden.
  figures jsonb NOT NULL,
  at timestamptz NOT NULL
);
COMMENT ON TABLE polls.result IS 'Figures of a poll, counted once when it was over; only added to';

CREATE TABLE polls.decision (
  poll_id uuid PRIMARY KEY REFERENCES polls.poll,
  is_needed boolean NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  words text NOT NULL DEFAULT '',
  -- «Постановление главы города», its number, day and address.
  act_title text NOT NULL DEFAULT '',
  act_number text NOT NULL DEFAULT '',
  act_on date,
  act_url text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  by_name text NOT NULL
);
COMMENT ON TABLE polls.decision IS 'What the administration did with the result, or why nothing was to be decided; only added to';

CREATE TABLE polls.event (
  poll_id uuid NOT NULL REFERENCES polls.poll,
  serial integer NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  what text NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (poll_id, serial)
);
COMMENT ON TABLE polls.event IS 'What was done with a poll; only added to. Answers are no acts: none stands here';

CREATE TABLE polls.picture (
  file_id uuid PRIMARY KEY,
  poll_id uuid NOT NULL REFERENCES polls.poll
);
COMMENT ON TABLE polls.picture IS 'Pictures of options; words for who cannot see them stand with the option';
CREATE INDEX picture_poll ON polls.picture (poll_id);

CREATE FUNCTION polls.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
END $$;
CREATE TRIGGER edition_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON polls.edition
  FOR EACH STATEMENT EXECUTE FUNCTION polls.refuse_change();
CREATE TRIGGER result_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON polls.result
  FOR EACH STATEMENT EXECUTE FUNCTION polls.refuse_change();
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON polls.decision
  FOR EACH STATEMENT EXECUTE FUNCTION polls.refuse_change();
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON polls.event
  FOR EACH STATEMENT EXECUTE FUNCTION polls.refuse_change();
