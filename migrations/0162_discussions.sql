CREATE SCHEMA discussions;
COMMENT ON SCHEMA discussions IS 'Public consultations and hearings: a project by paragraphs, remarks on it, a reasoned answer to each, what came of it';

CREATE TABLE discussions.discussion (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('consultation', 'hearing')),
  title text NOT NULL CHECK (title <> ''),
  -- What it is about, in words for everybody.
  matter text NOT NULL DEFAULT '',
  -- A subject of packs/participation/discussions: its law, terms and what the notice must say. Null = of no subject the law names.
  subject text,
  -- How well it must be known who proposes.
  level text NOT NULL,
  -- Who answers for it: said to everybody, and by name in the papers.
  responsible text NOT NULL DEFAULT '',
  opens_at timestamptz,
  closes_at timestamptz,
  -- By which day the result is out.
  result_by date,
  -- {at, place, address, exposition}: of a hearing. shared/contract/participation/discussions.ts
  meeting jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'legal-review', 'approved', 'announced', 'open', 'closed', 'answered', 'published',
    'decision-recorded', 'archived', 'cancelled')),
  state_at timestamptz NOT NULL,
  -- Why it was returned, extended, closed before its time or cancelled.
  reason text NOT NULL DEFAULT '',
  announced_at timestamptz,
  opened_at timestamptz,
  closed_at timestamptz,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  made_by_name text NOT NULL,
  approved_by_name text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CHECK (closes_at IS NULL OR opens_at IS NULL OR closes_at > opens_at),
  CHECK (state IN ('draft', 'cancelled') OR (opens_at IS NOT NULL AND closes_at IS NOT NULL)),
  CHECK (state NOT IN ('open', 'closed', 'answered', 'published', 'decision-recorded', 'archived') OR opened_at IS NOT NULL),
  CHECK (state NOT IN ('closed', 'answered', 'published', 'decision-recorded', 'archived') OR closed_at IS NOT NULL)
);
COMMENT ON TABLE discussions.discussion IS 'A consultation or a hearing from its draft to the decision that was taken on it';
CREATE INDEX discussion_latest ON discussions.discussion (made_at DESC, id DESC);
CREATE INDEX discussion_state ON discussions.discussion (state, made_at DESC, id DESC);
CREATE INDEX discussion_opens ON discussions.discussion (opens_at) WHERE state = 'announced';
CREATE INDEX discussion_closes ON discussions.discussion (closes_at) WHERE state = 'open';
CREATE INDEX discussion_shown ON discussions.discussion (closes_at DESC, id DESC) WHERE state IN ('announced', 'open', 'closed', 'answered',
  'published', 'decision-recorded', 'archived');

CREATE TABLE discussions.paragraph (
  discussion_id uuid NOT NULL REFERENCES discussions.discussion,
  id text NOT NULL CHECK (id ~ '^[a-z0-9-]{1,20}$'),
  serial integer NOT NULL CHECK (serial >= 1),
  text text NOT NULL CHECK (text <> ''),
  -- What it became after the discussion; '' = taken out; null = as it was.
  outcome text,
  PRIMARY KEY (discussion_id, id),
  UNIQUE (discussion_id, serial)
);
COMMENT ON TABLE discussions.paragraph IS 'The project that is discussed, by numbered paragraphs: as it was shown, and as it became';

CREATE TABLE discussions.material (
  file_id uuid PRIMARY KEY,
  discussion_id uuid NOT NULL REFERENCES discussions.discussion,
  serial integer NOT NULL,
  title text NOT NULL CHECK (title <> '')
);
COMMENT ON TABLE discussions.material IS 'Papers and drawings of the project, under their titles';
CREATE INDEX material_discussion ON discussions.material (discussion_id, serial);

CREATE TABLE discussions.answer (
  id uuid PRIMARY KEY,
  discussion_id uuid NOT NULL REFERENCES discussions.discussion,
  verdict text NOT NULL CHECK (verdict IN ('accepted', 'accepted-partly', 'rejected', 'not-on-subject')),
  -- In words of its own: what the rule of reasons lets pass is longer than this.
  reason text NOT NULL CHECK (char_length(btrim(reason)) >= 20),
  at timestamptz NOT NULL,
  by_name text NOT NULL
);
COMMENT ON TABLE discussions.answer IS 'Reasoned answers to remarks, the former ones too; one may be of many alike; only added to';
CREATE INDEX answer_discussion ON discussions.answer (discussion_id);

CREATE TABLE discussions.alike (
  id uuid PRIMARY KEY,
  discussion_id uuid NOT NULL REFERENCES discussions.discussion,
  title text NOT NULL CHECK (title <> '')
);
COMMENT ON TABLE discussions.alike IS 'Remarks that say the same: they are answered together';
CREATE INDEX alike_discussion ON discussions.alike (discussion_id);

CREATE TABLE discussions.remark (
  id uuid PRIMARY KEY,
  discussion_id uuid NOT NULL REFERENCES discussions.discussion,
  -- As everybody names it: «замечание 7».
  number integer NOT NULL CHECK (number >= 1),
  -- Null: to the project as a whole.
  paragraph_id text,
  text text NOT NULL CHECK (text <> ''),
  -- How the author would write it; '' = not said.
  wording text NOT NULL DEFAULT '',
  source text NOT NULL CHECK (source IN ('site', 'paper', 'meeting')),
  -- Who wrote it on the site; null for what staff entered.
  person_id uuid,
  -- Lives where the project holds: the author's own word, or the paper's.
  is_local boolean NOT NULL,
  -- The day of the paper or of the meeting; of the site the day it came.
  said_on date NOT NULL,
  made_at timestamptz NOT NULL,
  -- Who entered it from paper; '' for the site.
  entered_by_name text NOT NULL DEFAULT '',
  -- Made by the device once: the same sent again is not a second one.
  client_key uuid NOT NULL,
  shown text NOT NULL DEFAULT 'waiting' CHECK (shown IN ('waiting', 'released', 'hidden')),
  -- As everybody reads it, without names and numbers of people; as it was let out.
  shown_text text NOT NULL DEFAULT '',
  shown_wording text NOT NULL DEFAULT '',
  judged_by_name text NOT NULL DEFAULT '',
  -- Why nobody reads it: told to everybody in its place.
  hidden_reason text NOT NULL DEFAULT '',
  alike_id uuid REFERENCES discussions.alike,
  answer_id uuid REFERENCES discussions.answer,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (discussion_id, number),
  UNIQUE (discussion_id, client_key),
  FOREIGN KEY (discussion_id, paragraph_id) REFERENCES discussions.paragraph,
  CHECK ((source = 'site') = (person_id IS NOT NULL)),
  CHECK ((source = 'site') = (entered_by_name = '')),
  CHECK ((shown = 'waiting') = (judged_by_name = '')),
  CHECK ((shown = 'hidden') = (hidden_reason <> '')),
  CHECK ((shown = 'released') = (shown_text <> ''))
);
COMMENT ON TABLE discussions.remark IS 'What was proposed, in the words it was proposed in';
CREATE INDEX remark_unanswered ON discussions.remark (discussion_id, number) WHERE answer_id IS NULL;
CREATE INDEX remark_waiting ON discussions.remark (discussion_id, number) WHERE shown = 'waiting';
CREATE INDEX remark_person ON discussions.remark (person_id, discussion_id, number) WHERE person_id IS NOT NULL;
CREATE INDEX remark_alike ON discussions.remark (alike_id) WHERE alike_id IS NOT NULL;

CREATE TABLE discussions.author (
  remark_id uuid PRIMARY KEY REFERENCES discussions.remark,
  name text NOT NULL,
  address text NOT NULL DEFAULT '',
  email text NOT NULL DEFAULT '',
  -- The author's consent stands on the paper; without it nothing is kept here.
  has_consent boolean NOT NULL CHECK (has_consent)
);
COMMENT ON TABLE discussions.author IS 'Who wrote what was entered from paper, where they consented: read by staff for a reason that the journal keeps';

CREATE TABLE discussions.support (
  remark_id uuid NOT NULL REFERENCES discussions.remark,
  person_id uuid NOT NULL,
  PRIMARY KEY (remark_id, person_id)
);
COMMENT ON TABLE discussions.support IS 'Who supports a remark, once each; only the number is told';
CREATE INDEX support_person ON discussions.support (person_id);

CREATE TABLE discussions.decision (
  discussion_id uuid PRIMARY KEY REFERENCES discussions.discussion,
  is_needed boolean NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  words text NOT NULL DEFAULT '',
  -- «Решение городской Думы», its number, day and address.
  act_title text NOT NULL DEFAULT '',
  act_number text NOT NULL DEFAULT '',
  act_on date,
  act_url text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  by_name text NOT NULL
);
COMMENT ON TABLE discussions.decision IS 'What was decided on the project after it was discussed, or why nothing was to be decided; only added to';

CREATE TABLE discussions.event (
  discussion_id uuid NOT NULL REFERENCES discussions.discussion,
  serial integer NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  what text NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (discussion_id, serial)
);
COMMENT ON TABLE discussions.event IS 'What staff did with a discussion; only added to';

-- Whatever the program does, nothing is «answered» while one remark is not, and no remark comes to what is.
CREATE FUNCTION discussions.require_answers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  without integer;
BEGIN
  IF NEW.state IN ('answered', 'published', 'decision-recorded', 'archived') THEN
    SELECT count(*) INTO without FROM discussions.remark WHERE discussion_id = NEW.id AND answer_id IS NULL;
    IF without > 0 THEN
      RAISE EXCEPTION 'discussion %: % remarks have no answer', NEW.id, without;
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER discussion_answers BEFORE INSERT OR UPDATE OF state ON discussions.discussion
  FOR EACH ROW EXECUTE FUNCTION discussions.require_answers();

CREATE FUNCTION discussions.require_unsettled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  found text;
BEGIN
  -- Held, so that it is not finished meanwhile.
  SELECT state INTO found FROM discussions.discussion WHERE id = NEW.discussion_id FOR SHARE;
  IF NEW.answer_id IS NULL AND found IN ('answered', 'published', 'decision-recorded', 'archived') THEN
    RAISE EXCEPTION 'discussion % is %: a remark without an answer cannot be there', NEW.discussion_id, found;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER remark_unsettled BEFORE INSERT OR UPDATE OF answer_id ON discussions.remark
  FOR EACH ROW EXECUTE FUNCTION discussions.require_unsettled();

CREATE FUNCTION discussions.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
END $$;
CREATE TRIGGER answer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON discussions.answer
  FOR EACH STATEMENT EXECUTE FUNCTION discussions.refuse_change();
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON discussions.decision
  FOR EACH STATEMENT EXECUTE FUNCTION discussions.refuse_change();
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON discussions.event
  FOR EACH STATEMENT EXECUTE FUNCTION discussions.refuse_change();
