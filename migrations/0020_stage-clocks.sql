ALTER TABLE cases.clock
  ADD COLUMN paused_at timestamptz,
  ADD COLUMN extensions jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN next_step smallint NOT NULL DEFAULT 0,
  ADD COLUMN next_step_at timestamptz;
COMMENT ON COLUMN cases.clock.pauses IS 'Stops that are over: [{from, to, reason}]; the one that lasts is paused_at';
COMMENT ON COLUMN cases.clock.extensions IS 'How the term was prolonged: [{at, by, byName, reason, from, to, rule, version}]';
COMMENT ON COLUMN cases.clock.next_step IS 'Next step of the escalation ladder, from 1; 0 = not planned yet; beyond the last one when none is left';
COMMENT ON COLUMN cases.clock.next_step_at IS 'When that step comes; null = none is ahead, or the clock stands';

-- The sweep reads what is due and nothing else; it takes the place of the index by term, so registration writes as many as before.
DROP INDEX cases.clock_running;
CREATE INDEX clock_step ON cases.clock (next_step_at) WHERE stopped_at IS NULL AND next_step_at IS NOT NULL;
-- Clocks begun before there were steps: empty once they are planned.
CREATE INDEX clock_unplanned ON cases.clock (id) WHERE stopped_at IS NULL AND next_step = 0;
