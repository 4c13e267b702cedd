ALTER TABLE register.page ADD COLUMN followers_on date;
ALTER TABLE register.page ADD COLUMN followers_by text CHECK (followers_by IN ('network', 'hand'));
COMMENT ON COLUMN register.page.followers_on IS 'The local day its followers were counted';
COMMENT ON COLUMN register.page.followers_by IS 'Who told its followers: the network, or a person where the network does not';
UPDATE register.page SET followers_on = figures_on, followers_by = 'hand' WHERE followers IS NOT NULL AND figures_on IS NOT NULL;

CREATE TABLE register.figure (
  id uuid PRIMARY KEY,
  page_id uuid NOT NULL REFERENCES register.page,
  on_day date NOT NULL,
  followers integer CHECK (followers >= 0),
  week_reach integer CHECK (week_reach >= 0),
  post_reach integer CHECK (post_reach >= 0),
  source text NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL
);
COMMENT ON TABLE register.figure IS 'Followers and reach that a person wrote down; only added to';
COMMENT ON COLUMN register.figure.on_day IS 'The local day they are of';
COMMENT ON COLUMN register.figure.source IS 'Where the person saw them, in words; empty of what was entered before it was asked';
CREATE INDEX figure_latest ON register.figure (page_id, on_day DESC, at DESC, id DESC);
CREATE TRIGGER figure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register.figure
  FOR EACH STATEMENT EXECUTE FUNCTION register.refuse_change();
-- What stood before stays as an entry of its day.
INSERT INTO register.figure (id, page_id, on_day, followers, week_reach, post_reach, source, at, by_name)
SELECT gen_random_uuid(), id, figures_on, followers, week_reach, post_reach, '', now(), made_by_name
FROM register.page WHERE figures_on IS NOT NULL;
