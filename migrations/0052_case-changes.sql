-- What a case was counted as before a change: whoever keeps figures in memory takes that away and adds what the case is
-- now. Registration writes nothing here: a new case is told by its first line of the timeline, `registered`, written in
-- the same transaction. A trigger, not code: no change of a case is left out, whoever makes it.
CREATE TABLE cases.change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  case_id uuid NOT NULL,
  registered_at timestamptz NOT NULL,
  status text NOT NULL,
  outcome text,
  channel text NOT NULL,
  block text,
  fact_id text,
  importance text NOT NULL,
  district_id text,
  h3 text,
  lat double precision,
  lon double precision,
  is_home boolean NOT NULL,
  executor_unit_id uuid,
  due_at timestamptz,
  answered_at timestamptz,
  closed_at timestamptz,
  rating smallint,
  reopen_count integer NOT NULL,
  rework_count integer NOT NULL,
  resident_id uuid,
  merged_into uuid
);
COMMENT ON TABLE cases.change IS 'Former facts of changed cases, for figures kept in memory; numbered within the transaction that holds the case''s row, so those of one case are in the order of their commits. Kept three days';

CREATE TABLE cases.change_pruned (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  up_to bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE cases.change_pruned IS 'Greatest number of a change that is no longer kept: who has not read as far must count anew';
INSERT INTO cases.change_pruned DEFAULT VALUES;

CREATE FUNCTION cases.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO cases.change (case_id, registered_at, status, outcome, channel, block, fact_id, importance, district_id, h3, lat, lon,
    is_home, executor_unit_id, due_at, answered_at, closed_at, rating, reopen_count, rework_count, resident_id, merged_into)
  VALUES (OLD.id, OLD.registered_at, OLD.status, OLD.outcome, OLD.channel, OLD.block, OLD.fact_id, OLD.importance, OLD.district_id,
    OLD.h3, OLD.lat, OLD.lon, OLD.is_home, OLD.executor_unit_id, OLD.due_at, OLD.answered_at, OLD.closed_at, OLD.rating,
    OLD.reopen_count, OLD.rework_count, OLD.resident_id, OLD.merged_into);
  RETURN NULL;
END $$;

-- The condition is judged without a call: a change of words, versions or snoozes costs nothing.
CREATE TRIGGER case_file_change AFTER UPDATE ON cases.case_file FOR EACH ROW
WHEN ((OLD.registered_at, OLD.outcome, OLD.channel, OLD.block, OLD.fact_id, OLD.importance, OLD.district_id, OLD.h3, OLD.lat, OLD.lon,
       OLD.is_home, OLD.executor_unit_id, OLD.due_at, OLD.answered_at, OLD.closed_at, OLD.rating, OLD.reopen_count > 0,
       OLD.rework_count > 0, OLD.resident_id IS NULL, OLD.merged_into IS NULL, OLD.status = 'rejected', OLD.status = 'deferred')
      IS DISTINCT FROM
      (NEW.registered_at, NEW.outcome, NEW.channel, NEW.block, NEW.fact_id, NEW.importance, NEW.district_id, NEW.h3, NEW.lat, NEW.lon,
       NEW.is_home, NEW.executor_unit_id, NEW.due_at, NEW.answered_at, NEW.closed_at, NEW.rating, NEW.reopen_count > 0,
       NEW.rework_count > 0, NEW.resident_id IS NULL, NEW.merged_into IS NULL, NEW.status = 'rejected', NEW.status = 'deferred'))
EXECUTE FUNCTION cases.note_change();

CREATE TRIGGER case_file_removal AFTER DELETE ON cases.case_file FOR EACH ROW EXECUTE FUNCTION cases.note_change();

CREATE VIEW cases.v_figure AS
SELECT id AS case_id, registered_at, status, outcome, channel, block, fact_id, importance, district_id, h3, lat, lon, is_home,
       executor_unit_id, due_at, answered_at, closed_at, rating, reopen_count, rework_count, resident_id IS NOT NULL AS is_signed_in
FROM cases.case_file WHERE merged_into IS NULL;
COMMENT ON VIEW cases.v_figure IS 'What a case is counted by; merged ones are counted with those they were merged into';

CREATE VIEW cases.v_figure_before AS
SELECT id, case_id, registered_at, status, outcome, channel, block, fact_id, importance, district_id, h3, lat, lon, is_home,
       executor_unit_id, due_at, answered_at, closed_at, rating, reopen_count, rework_count, resident_id IS NOT NULL AS is_signed_in,
       merged_into IS NULL AS is_counted
FROM cases.change;
COMMENT ON VIEW cases.v_figure_before IS 'What changed cases were counted by before each change';

CREATE VIEW cases.v_event_mark AS SELECT id, case_id, kind = 'registered' AS is_registration FROM cases.event;
COMMENT ON VIEW cases.v_event_mark IS 'Numbers of lines of timelines, to follow registrations by; nothing of what they say';

CREATE VIEW cases.v_change_pruned AS SELECT up_to FROM cases.change_pruned;
COMMENT ON VIEW cases.v_change_pruned IS 'How far changes are no longer kept';

CREATE SCHEMA heatmap;
COMMENT ON SCHEMA heatmap IS 'Figures as they were counted last, so that a process need not count all cases at its start';
CREATE TABLE heatmap.checkpoint (
  at timestamptz NOT NULL,
  part integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (at, part)
);
COMMENT ON TABLE heatmap.checkpoint IS 'The cube of figures as one process held it, in parts of four megabytes; the first names what follows and how far the feed had been read. Only the newest is kept';
