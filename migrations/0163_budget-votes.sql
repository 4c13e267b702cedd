-- A poll may ask to share out a sum among projects: decision 0059.
ALTER TABLE polls.poll DROP CONSTRAINT poll_kind_check;
ALTER TABLE polls.poll ADD CONSTRAINT poll_kind_check CHECK (kind IN ('survey', 'rating', 'single-choice', 'budget-vote', 'vote'));

CREATE TABLE polls.budget (
  poll_id uuid NOT NULL REFERENCES polls.poll,
  question_id text NOT NULL,
  total bigint NOT NULL CHECK (total > 0),
  when_short text NOT NULL CHECK (when_short IN ('next', 'stop')),
  projects jsonb NOT NULL,
  PRIMARY KEY (poll_id, question_id)
);
COMMENT ON TABLE polls.budget IS 'What the money of a budget question is shared out by: counted once, with the result; only added to. Shown to nobody: places would tell counts of few people';
COMMENT ON COLUMN polls.budget.total IS 'Roubles there are for all projects';
COMMENT ON COLUMN polls.budget.when_short IS 'Where the next project is dearer than what is left: the next that fits has it, or nobody';
COMMENT ON COLUMN polls.budget.projects IS '[{id, cost, place}]: 1 has most voices, equals have the same place, null = nobody chose it';

CREATE TABLE polls.settled_tie (
  poll_id uuid NOT NULL,
  question_id text NOT NULL,
  serial integer NOT NULL CHECK (serial >= 1),
  project_ids jsonb NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  PRIMARY KEY (poll_id, question_id, serial),
  FOREIGN KEY (poll_id, question_id) REFERENCES polls.budget
);
COMMENT ON TABLE polls.settled_tie IS 'As many voices and not enough money for all of them: who comes first and why, as a person said it; only added to';
COMMENT ON COLUMN polls.settled_tie.project_ids IS 'All projects of the tie, first what comes first';

CREATE TRIGGER budget_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON polls.budget
  FOR EACH STATEMENT EXECUTE FUNCTION polls.refuse_change();
CREATE TRIGGER settled_tie_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON polls.settled_tie
  FOR EACH STATEMENT EXECUTE FUNCTION polls.refuse_change();
