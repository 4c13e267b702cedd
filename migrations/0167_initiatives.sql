CREATE SCHEMA initiatives;
COMMENT ON SCHEMA initiatives IS 'Initiatives of residents: what was proposed, who supports it (apart from anything public), what the city answered and did';

CREATE TABLE initiatives.initiative (
  id uuid PRIMARY KEY,
  title text NOT NULL CHECK (title <> ''),
  what text NOT NULL,
  place text NOT NULL,
  district_id text,
  why text NOT NULL,
  author_id uuid,
  client_key uuid NOT NULL UNIQUE,
  state text NOT NULL CHECK (state IN ('waiting', 'refused', 'open', 'reached', 'accepted', 'declined', 'decided', 'ended')),
  state_at timestamptz NOT NULL,
  made_at timestamptz NOT NULL,
  shown_title text NOT NULL DEFAULT '',
  shown_what text NOT NULL DEFAULT '',
  shown_place text NOT NULL DEFAULT '',
  shown_why text NOT NULL DEFAULT '',
  judged_by_name text NOT NULL DEFAULT '',
  rule_id text NOT NULL DEFAULT '',
  refusal text NOT NULL DEFAULT '',
  published_at timestamptz,
  closes_at timestamptz,
  threshold integer CHECK (threshold >= 1),
  due_on date,
  reached_at timestamptz,
  supports integer CHECK (supports >= 0),
  by_district jsonb,
  version integer NOT NULL DEFAULT 1,
  CHECK ((state = 'waiting') = (judged_by_name = '')),
  CHECK ((state = 'refused') = (rule_id <> '' AND refusal <> '')),
  CHECK (state IN ('waiting', 'refused') OR (shown_title <> '' AND published_at IS NOT NULL AND closes_at IS NOT NULL AND threshold IS NOT NULL)),
  CHECK (state NOT IN ('reached', 'accepted', 'declined', 'decided') OR reached_at IS NOT NULL),
  CHECK ((state IN ('reached', 'accepted', 'declined', 'decided', 'ended')) = (supports IS NOT NULL))
);
COMMENT ON TABLE initiatives.initiative IS 'What a resident proposes, from being written to what the city did with it';
COMMENT ON COLUMN initiatives.initiative.title IS 'In the words of its author, seen by them and by whoever looks at it';
COMMENT ON COLUMN initiatives.initiative.what IS 'What is to be done, in the words of its author';
COMMENT ON COLUMN initiatives.initiative.place IS 'Where, in the words of its author';
COMMENT ON COLUMN initiatives.initiative.district_id IS 'The district it is of; null = the whole city';
COMMENT ON COLUMN initiatives.initiative.why IS 'Why it is needed, in the words of its author';
COMMENT ON COLUMN initiatives.initiative.author_id IS 'Who proposed it, told to nobody; erased so many days after its end (packs/participation/initiatives)';
COMMENT ON COLUMN initiatives.initiative.client_key IS 'Made by the device once: the same sent again is not a second one';
COMMENT ON COLUMN initiatives.initiative.shown_title IS 'As everybody reads it, without names and numbers of people, made when it was let out; so the next three';
COMMENT ON COLUMN initiatives.initiative.rule_id IS 'The rule of the pack it was refused by';
COMMENT ON COLUMN initiatives.initiative.refusal IS 'Why it was refused, in words for its author alone';
COMMENT ON COLUMN initiatives.initiative.closes_at IS 'Until when support is taken: by the pack of the day it was let out';
COMMENT ON COLUMN initiatives.initiative.threshold IS 'So many voices oblige the city to answer: by the pack of the day it was let out';
COMMENT ON COLUMN initiatives.initiative.due_on IS 'By which day it is to be looked at, or answered; null = nothing is owed';
COMMENT ON COLUMN initiatives.initiative.supports IS 'How many supported it, once support is over: the roll is erased then';
COMMENT ON COLUMN initiatives.initiative.by_district IS '[{id, count}]: the same by district, few people hidden; null while it is open';
CREATE INDEX initiative_latest ON initiatives.initiative (made_at DESC, id DESC);
CREATE INDEX initiative_state ON initiatives.initiative (state, made_at DESC, id DESC);
CREATE INDEX initiative_closes ON initiatives.initiative (closes_at) WHERE state = 'open';
CREATE INDEX initiative_author ON initiatives.initiative (author_id, made_at DESC) WHERE author_id IS NOT NULL;
CREATE INDEX initiative_over ON initiatives.initiative (published_at DESC, id DESC) WHERE state IN ('accepted', 'declined', 'decided', 'ended');

CREATE TABLE initiatives.supporter (
  initiative_id uuid NOT NULL REFERENCES initiatives.initiative,
  person_key text NOT NULL,
  district_id text,
  PRIMARY KEY (initiative_id, person_key)
);
COMMENT ON TABLE initiatives.supporter IS 'The roll: who supports it, for nobody to do so twice. Without a person, a time and an order; erased when support is over';
COMMENT ON COLUMN initiatives.supporter.person_key IS 'A keyed hash of the person for this initiative alone: no two have the same, and nobody reads it back without the key of the server';
COMMENT ON COLUMN initiatives.supporter.district_id IS 'Where the person lives, in their own word; null = not said';

CREATE TABLE initiatives.follower (
  initiative_id uuid NOT NULL REFERENCES initiatives.initiative,
  person_id uuid NOT NULL,
  PRIMARY KEY (initiative_id, person_id)
);
COMMENT ON TABLE initiatives.follower IS 'Who asked to be told what becomes of it: anybody who signed in, whether they support it or not; erased with its author';
CREATE INDEX follower_person ON initiatives.follower (person_id);

CREATE TABLE initiatives.answer (
  initiative_id uuid PRIMARY KEY REFERENCES initiatives.initiative,
  verdict text NOT NULL CHECK (verdict IN ('accepted', 'accepted-partly', 'declined')),
  reason text NOT NULL CHECK (char_length(btrim(reason)) >= 20),
  at timestamptz NOT NULL,
  by_name text NOT NULL
);
COMMENT ON TABLE initiatives.answer IS 'What the city answered to an initiative enough people support; only added to';

CREATE TABLE initiatives.decision (
  initiative_id uuid PRIMARY KEY REFERENCES initiatives.initiative,
  is_needed boolean NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  words text NOT NULL DEFAULT '',
  act_title text NOT NULL DEFAULT '',
  act_number text NOT NULL DEFAULT '',
  act_on date,
  act_url text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  by_name text NOT NULL
);
COMMENT ON TABLE initiatives.decision IS 'What was decided on an accepted initiative, with its act, or why nothing was to be decided; only added to';

CREATE TABLE initiatives.event (
  initiative_id uuid NOT NULL REFERENCES initiatives.initiative,
  serial integer NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  what text NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (initiative_id, serial)
);
COMMENT ON TABLE initiatives.event IS 'What staff and the clock did with an initiative; only added to. Support is no act: none stands here';

-- Whatever the program does, nothing is accepted or declined without an answer, and nothing is decided without a decision.
CREATE FUNCTION initiatives.require_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state IN ('accepted', 'declined', 'decided')
    AND NOT EXISTS (SELECT FROM initiatives.answer WHERE initiative_id = NEW.id) THEN
    RAISE EXCEPTION 'initiative % has no answer', NEW.id;
  END IF;
  IF NEW.state = 'decided' AND NOT EXISTS (SELECT FROM initiatives.decision WHERE initiative_id = NEW.id) THEN
    RAISE EXCEPTION 'initiative % has no decision', NEW.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER initiative_words BEFORE UPDATE OF state ON initiatives.initiative
  FOR EACH ROW EXECUTE FUNCTION initiatives.require_words();

CREATE FUNCTION initiatives.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
END $$;
CREATE TRIGGER answer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON initiatives.answer
  FOR EACH STATEMENT EXECUTE FUNCTION initiatives.refuse_change();
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON initiatives.decision
  FOR EACH STATEMENT EXECUTE FUNCTION initiatives.refuse_change();
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON initiatives.event
  FOR EACH STATEMENT EXECUTE FUNCTION initiatives.refuse_change();
