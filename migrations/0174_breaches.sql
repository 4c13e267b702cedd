CREATE SCHEMA breaches;
COMMENT ON SCHEMA breaches IS 'Breaches of personal data (152-ФЗ, article 21 part 3.1): what is known of each, its two terms and notices, what was done';

CREATE TABLE breaches.breach (
  id uuid PRIMARY KEY,
  serial integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  discovered_at timestamptz NOT NULL,
  found text NOT NULL DEFAULT '',
  happened_at timestamptz,
  what text NOT NULL CHECK (what <> ''),
  spread text NOT NULL DEFAULT '',
  data text NOT NULL DEFAULT '',
  people integer CHECK (people >= 0),
  records integer CHECK (records >= 0),
  causes text NOT NULL DEFAULT '',
  harm text NOT NULL DEFAULT '',
  measures text NOT NULL DEFAULT '',
  contact text NOT NULL DEFAULT '',
  inquiry text NOT NULL DEFAULT '',
  culprits text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('open', 'notified', 'reported', 'closed', 'dismissed')),
  state_at timestamptz NOT NULL,
  initial_due_at timestamptz NOT NULL,
  results_due_at timestamptz NOT NULL,
  initial_sent_at timestamptz,
  initial_number text NOT NULL DEFAULT '',
  results_sent_at timestamptz,
  results_number text NOT NULL DEFAULT '',
  outcome text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL CHECK (made_by_name <> ''),
  version integer NOT NULL DEFAULT 1,
  CHECK (happened_at <= discovered_at),
  CHECK (discovered_at < initial_due_at AND initial_due_at <= results_due_at),
  CHECK ((initial_sent_at IS NULL) = (initial_number = '')),
  CHECK ((results_sent_at IS NULL) = (results_number = '')),
  CHECK (state NOT IN ('notified', 'reported', 'closed') OR initial_sent_at IS NOT NULL),
  CHECK (state NOT IN ('reported', 'closed') OR results_sent_at IS NOT NULL),
  CHECK ((state IN ('closed', 'dismissed')) = (outcome <> ''))
);
COMMENT ON TABLE breaches.breach IS 'A breach of personal data from its discovery to its end; never deleted. Its words are of staff and name no resident';
COMMENT ON COLUMN breaches.breach.serial IS 'Its number for people: № 3';
COMMENT ON COLUMN breaches.breach.discovered_at IS 'When it was discovered: both terms run from here, by the clock. May be before it was written down';
COMMENT ON COLUMN breaches.breach.found IS 'How it was discovered and by whom';
COMMENT ON COLUMN breaches.breach.happened_at IS 'When it happened, as far as is known';
COMMENT ON COLUMN breaches.breach.spread IS 'Where the data were seen: an address, a channel, a person; empty = nowhere known';
COMMENT ON COLUMN breaches.breach.data IS 'Which data, in kinds: names, phones, texts of appeals';
COMMENT ON COLUMN breaches.breach.people IS 'Of how many people, about; null = not known yet';
COMMENT ON COLUMN breaches.breach.records IS 'How many records, about; null = not known yet';
COMMENT ON COLUMN breaches.breach.causes IS 'Presumed causes';
COMMENT ON COLUMN breaches.breach.harm IS 'Presumed harm to the people the data are of';
COMMENT ON COLUMN breaches.breach.measures IS 'What was done to undo it';
COMMENT ON COLUMN breaches.breach.contact IS 'Who speaks with Roskomnadzor: name, position, phone, e-mail';
COMMENT ON COLUMN breaches.breach.inquiry IS 'What the internal investigation found';
COMMENT ON COLUMN breaches.breach.culprits IS 'Whose acts were the cause; empty = nobody was found';
COMMENT ON COLUMN breaches.breach.initial_due_at IS 'By when Roskomnadzor is told of it, by the pack of the day of the discovery';
COMMENT ON COLUMN breaches.breach.results_due_at IS 'By when Roskomnadzor is told of the results, by the same pack';
COMMENT ON COLUMN breaches.breach.initial_sent_at IS 'When the first notice was sent, as a person says';
COMMENT ON COLUMN breaches.breach.initial_number IS 'The number Roskomnadzor gave it';
COMMENT ON COLUMN breaches.breach.results_sent_at IS 'When the notice of results was sent, as a person says';
COMMENT ON COLUMN breaches.breach.results_number IS 'The number Roskomnadzor gave it';
COMMENT ON COLUMN breaches.breach.outcome IS 'What it came to, or why it was no breach';
CREATE INDEX breach_latest ON breaches.breach (discovered_at DESC, id DESC);

CREATE TABLE breaches.step_mark (
  breach_id uuid NOT NULL REFERENCES breaches.breach,
  serial integer NOT NULL,
  step_id text NOT NULL CHECK (step_id <> ''),
  is_done boolean NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (breach_id, serial)
);
COMMENT ON TABLE breaches.step_mark IS 'Steps of the playbook that were done, or found undone after all; the latest of a step holds. Only added to';
COMMENT ON COLUMN breaches.step_mark.step_id IS 'The step of the pack: packs/base/breaches';

CREATE TABLE breaches.event (
  breach_id uuid NOT NULL REFERENCES breaches.breach,
  serial integer NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  what text NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (breach_id, serial)
);
COMMENT ON TABLE breaches.event IS 'What was done with a breach; only added to';

CREATE FUNCTION breaches.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
END $$;
CREATE TRIGGER step_mark_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON breaches.step_mark
  FOR EACH STATEMENT EXECUTE FUNCTION breaches.refuse_change();
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON breaches.event
  FOR EACH STATEMENT EXECUTE FUNCTION breaches.refuse_change();
CREATE TRIGGER breach_never_deleted BEFORE DELETE OR TRUNCATE ON breaches.breach
  FOR EACH STATEMENT EXECUTE FUNCTION breaches.refuse_change();
