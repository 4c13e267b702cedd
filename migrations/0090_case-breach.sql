-- A broken term is a fact: once the end of an answer's term has passed unfulfilled, the case stays counted broken, whatever is
-- done with it later. Kept by the database itself, so that no command can leave it out.
ALTER TABLE cases.clock ADD COLUMN is_void boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN cases.clock.is_void IS 'Counted by a fact that was corrected with a ground, or replaced before its end: shown, never counted';
UPDATE cases.clock SET is_void = true
WHERE kind = 'answer' AND stopped_at IS NOT NULL AND (note LIKE 'Изменён правовой%' OR (note LIKE 'Тема изменена%' AND stopped_at <= due_at));
-- A clock that stood on a pause when it was stopped was not broken by the time it stood.
ALTER TABLE cases.clock ADD COLUMN is_broken boolean
  GENERATED ALWAYS AS (kind = 'answer' AND NOT is_void AND stopped_at IS NOT NULL AND least(stopped_at, paused_at) > due_at) STORED;
COMMENT ON COLUMN cases.clock.is_broken IS 'The answer''s term ended later than it was due';
CREATE INDEX clock_broken ON cases.clock (case_id) INCLUDE (due_at, stopped_at) WHERE is_broken;

ALTER TABLE cases.case_file ADD COLUMN breached_at timestamptz;
COMMENT ON COLUMN cases.case_file.breached_at IS 'End of the first answer term that was broken, of the case or of one merged into it; null while none that is over was. A running term past its end is told by due_at';

CREATE FUNCTION cases.recount_breach(of_case uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  file_id uuid := of_case;
BEGIN
  -- A case merged into another is counted with that one: so is its breach.
  WHILE file_id IS NOT NULL LOOP
    UPDATE cases.case_file AS file SET breached_at = found.at
    FROM (SELECT least(
      (SELECT min(due_at) FROM cases.clock WHERE case_id = file_id AND is_broken),
      (SELECT min(part.breached_at) FROM cases.case_file AS part WHERE part.merged_into = file_id)) AS at) AS found
    WHERE file.id = file_id AND file.breached_at IS DISTINCT FROM found.at;
    SELECT merged_into INTO file_id FROM cases.case_file WHERE id = file_id;
  END LOOP;
END $$;

CREATE FUNCTION cases.note_breach() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM cases.recount_breach(coalesce(NEW.case_id, OLD.case_id));
  RETURN NULL;
END $$;
CREATE TRIGGER clock_breach_new AFTER INSERT ON cases.clock FOR EACH ROW WHEN (NEW.is_broken) EXECUTE FUNCTION cases.note_breach();
CREATE TRIGGER clock_breach AFTER UPDATE ON cases.clock FOR EACH ROW
  WHEN (OLD.is_broken OR NEW.is_broken) EXECUTE FUNCTION cases.note_breach();
CREATE TRIGGER clock_breach_gone AFTER DELETE ON cases.clock FOR EACH ROW WHEN (OLD.is_broken) EXECUTE FUNCTION cases.note_breach();

UPDATE cases.case_file AS file SET breached_at = broken.at
FROM (SELECT coalesce(own.merged_into, own.id) AS id, min(clock.due_at) AS at FROM cases.clock
      JOIN cases.case_file AS own ON own.id = clock.case_id WHERE is_broken GROUP BY 1) AS broken
WHERE file.id = broken.id;
CREATE INDEX case_file_breached ON cases.case_file (id) INCLUDE (breached_at) WHERE breached_at IS NOT NULL;

-- What figures are counted by, with the fact.
ALTER TABLE cases.change ADD COLUMN breached_at timestamptz;
CREATE OR REPLACE FUNCTION cases.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO cases.change (case_id, registered_at, status, outcome, channel, block, fact_id, importance, district_id, h3, lat, lon,
    is_home, executor_unit_id, due_at, answered_at, closed_at, rating, reopen_count, rework_count, resident_id, merged_into, breached_at)
  VALUES (OLD.id, OLD.registered_at, OLD.status, OLD.outcome, OLD.channel, OLD.block, OLD.fact_id, OLD.importance, OLD.district_id,
    OLD.h3, OLD.lat, OLD.lon, OLD.is_home, OLD.executor_unit_id, OLD.due_at, OLD.answered_at, OLD.closed_at, OLD.rating,
    OLD.reopen_count, OLD.rework_count, OLD.resident_id, OLD.merged_into, OLD.breached_at);
  RETURN NULL;
END $$;
CREATE TRIGGER case_file_breach_change AFTER UPDATE ON cases.case_file FOR EACH ROW
WHEN (OLD.breached_at IS DISTINCT FROM NEW.breached_at) EXECUTE FUNCTION cases.note_change();

-- The end a case is held to: the first that was broken, else the one it has.
CREATE OR REPLACE VIEW cases.v_figure AS
SELECT id AS case_id, registered_at, status, outcome, channel, block, fact_id, importance, district_id, h3, lat, lon, is_home,
       executor_unit_id, least(due_at, breached_at) AS due_at, answered_at, closed_at, rating, reopen_count, rework_count,
       resident_id IS NOT NULL AS is_signed_in,
       coalesce(answered_at > least(due_at, breached_at), breached_at IS NOT NULL AND closed_at IS NOT NULL) AS is_late
FROM cases.case_file WHERE merged_into IS NULL;
CREATE OR REPLACE VIEW cases.v_figure_before AS
SELECT id, case_id, registered_at, status, outcome, channel, block, fact_id, importance, district_id, h3, lat, lon, is_home,
       executor_unit_id, least(due_at, breached_at) AS due_at, answered_at, closed_at, rating, reopen_count, rework_count,
       resident_id IS NOT NULL AS is_signed_in, merged_into IS NULL AS is_counted,
       coalesce(answered_at > least(due_at, breached_at), breached_at IS NOT NULL AND closed_at IS NOT NULL) AS is_late
FROM cases.change;

CREATE OR REPLACE VIEW cases.v_case AS
SELECT id, number, registered_at, status, status_since, outcome, channel, regime, title, block, fact_id, importance,
       address, district_id, lat, lon, h3, is_home, executor_unit_id, due_at, answered_at, closed_at, published_at,
       rating, resolved, joined_count, reopen_count, merged_into, breached_at
FROM cases.case_file WHERE merged_into IS NULL;
CREATE OR REPLACE VIEW cases.v_matter AS
SELECT id, number, registered_at, status, title, body, block, fact_id, suggestion, address, street_id, house, district_id, lat, lon,
       h3, place_precision, is_home, executor_unit_id, due_at, answered_at, closed_at, rating, joined_count, merged_into, follows_id,
       breached_at
FROM cases.case_file;
CREATE OR REPLACE VIEW cases.v_term AS
SELECT id, case_id, kind, rule_id, started_at, due_at, stopped_at, note, is_void, is_broken FROM cases.clock;
CREATE VIEW cases.v_joined_breach AS
SELECT file.merged_into AS case_id, clock.due_at, clock.stopped_at FROM cases.clock
JOIN cases.case_file AS file ON file.id = clock.case_id WHERE clock.is_broken AND file.merged_into IS NOT NULL;
COMMENT ON VIEW cases.v_joined_breach IS 'Broken terms of merged cases, with the case each is counted with';

-- An appeal is held to its own terms alone: the office shows a breach of the appeal, not of what was joined to it.
CREATE OR REPLACE VIEW cases.v_appeal AS
SELECT file.id, file.number, file.registered_at, file.status, file.outcome, file.channel, file.regime, file.title, file.block,
       file.fact_id, file.district_id, file.executor_unit_id, file.due_at, file.answered_at, file.closed_at, file.merged_into,
       contact.person_name, contact.received_at, contact.identity, contact.signs,
       (SELECT min(clock.due_at) FROM cases.clock WHERE clock.case_id = file.id AND clock.is_broken) AS breached_at
FROM cases.case_file AS file
JOIN LATERAL (
  SELECT person_name, received_at, identity, signs FROM cases.contact
  WHERE contact.case_id = file.id AND NOT is_joiner ORDER BY received_at LIMIT 1
) AS contact ON true
-- A part of a split appeal is no appeal of its own: the applicant gets one answer.
WHERE file.parent_id IS NULL;

-- The same indexes, which hold the fact too.
DROP INDEX cases.case_file_counted;
CREATE INDEX case_file_counted ON cases.case_file (id)
  INCLUDE (district_id, block, fact_id, channel, executor_unit_id, registered_at, due_at, answered_at, closed_at, status, outcome,
           resolved, rating, reopen_count, breached_at) WHERE merged_into IS NULL;
DROP INDEX cases.case_file_late;
CREATE INDEX case_file_late ON cases.case_file (answered_at, due_at)
  INCLUDE (id, district_id, block, fact_id, channel, executor_unit_id, reopen_count, breached_at)
  WHERE answered_at > due_at AND merged_into IS NULL;
DROP INDEX cases.case_file_reopened;
CREATE INDEX case_file_reopened ON cases.case_file (id)
  INCLUDE (district_id, block, fact_id, channel, executor_unit_id, answered_at, closed_at, status)
  WHERE (reopen_count > 0 OR breached_at IS NOT NULL) AND merged_into IS NULL;
CREATE INDEX clock_broken_end ON cases.clock (stopped_at) INCLUDE (due_at, case_id) WHERE is_broken;
DROP INDEX cases.clock_late;

ALTER TABLE heatmap.rollup ADD COLUMN broken integer NOT NULL DEFAULT 0;
DELETE FROM heatmap.rollup;
DELETE FROM heatmap.rollup_state;
DELETE FROM heatmap.checkpoint;
