-- How many cases were open, and how many of them late, at the end of any day: a case keeps since when its term does not run and
-- every former stretch in which it did not. Kept by the database itself, so that no command can leave it out; a registration
-- writes none of it.
ALTER TABLE cases.case_file ADD COLUMN rested_at timestamptz, ADD COLUMN rests jsonb, ADD COLUMN broken_since timestamptz;
COMMENT ON COLUMN cases.case_file.rested_at IS 'Since when it is not open: answered, closed, refused or merged; null while it is open';
COMMENT ON COLUMN cases.case_file.rests IS 'Former stretches in which it was not open, the earliest first: [{from, to, answered, late, returned, outcome, rating}]; null = none. `answered`: an answer that was given and not taken back; `returned`: it ended by a return to work';
COMMENT ON COLUMN cases.case_file.broken_since IS 'Since when it counts as broken: breached_at of its own terms, of a merged one''s not before the merge; null while none that is over was broken';
CREATE INDEX case_file_rested ON cases.case_file (rested_at) WHERE rested_at IS NOT NULL;
CREATE INDEX case_file_rests ON cases.case_file (id) WHERE rests IS NOT NULL;

CREATE FUNCTION cases.note_rest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.closed_at IS NULL AND NEW.answered_at IS NULL AND NEW.status <> 'rejected' AND NEW.merged_into IS NULL THEN
    NEW.rested_at := NULL;
    -- An approval taken back before its letters went is taken back whole: nobody was told, and the timeline hides it.
    IF OLD.status = 'answered' AND NEW.status IN ('review', 'approval') THEN RETURN NEW; END IF;
    NEW.rests := coalesce(OLD.rests, '[]') || jsonb_build_object(
      'from', OLD.rested_at,
      -- A change of the legal order opens a case that keeps its status: its moment is that of the change all the same.
      'to', greatest(NEW.status_since, OLD.rested_at),
      'answered', OLD.answered_at IS NOT NULL AND NEW.status = 'reopened',
      'late', coalesce(OLD.answered_at > least(OLD.due_at, OLD.breached_at), OLD.breached_at IS NOT NULL),
      'returned', NEW.status = 'reopened',
      'outcome', OLD.outcome,
      'rating', OLD.rating);
  ELSE
    NEW.rested_at := greatest(NEW.registered_at, coalesce(least(NEW.answered_at, NEW.closed_at), NEW.status_since));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_file_rest BEFORE UPDATE ON cases.case_file FOR EACH ROW
WHEN ((OLD.closed_at IS NULL AND OLD.answered_at IS NULL AND OLD.status <> 'rejected' AND OLD.merged_into IS NULL)
      IS DISTINCT FROM
      (NEW.closed_at IS NULL AND NEW.answered_at IS NULL AND NEW.status <> 'rejected' AND NEW.merged_into IS NULL))
EXECUTE FUNCTION cases.note_rest();
CREATE TRIGGER case_file_rest_new BEFORE INSERT ON cases.case_file FOR EACH ROW
WHEN (NEW.rested_at IS NULL AND NOT (NEW.closed_at IS NULL AND NEW.answered_at IS NULL AND NEW.status <> 'rejected' AND NEW.merged_into IS NULL))
EXECUTE FUNCTION cases.note_rest();

-- Of cases that were written with their whole life at once, and of those older than these columns: told from their timelines.
-- A case rests by a status that ends it, or by an answer that has gone out while it is «ответ дан»; any other status opens it.
CREATE FUNCTION cases.derive_rests(of_cases uuid[] DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
  WITH told AS (
    SELECT case_id, id, at, kind, visibility, data,
      count(*) FILTER (WHERE kind = 'status') OVER run AS step
    FROM cases.event
    WHERE (of_cases IS NULL OR case_id = ANY(of_cases)) AND (kind = 'status' OR (kind = 'answer' AND visibility = 'public'))
    WINDOW run AS (PARTITION BY case_id ORDER BY at, id)
  ), stated AS (
    SELECT case_id, id, at, kind, visibility, data->>'move' AS move,
      first_value(data->>'to') OVER (PARTITION BY case_id, step ORDER BY at, id) AS status
    FROM told
  ), marked AS (
    SELECT case_id, id, at, status, move,
      CASE
        WHEN status IN ('rejected', 'merged') OR status LIKE 'closed%' THEN true
        WHEN status = 'answered' AND (kind = 'answer' OR visibility = 'public') THEN true
        WHEN status = 'answered' THEN NULL
        WHEN kind = 'status' THEN false
      END AS rests,
      status = 'answered' AS answers
    FROM stated
  ), changed AS (
    SELECT case_id, id, at, status, rests, answers,
      lag(rests, 1, false) OVER run AS rested, lag(at) OVER run AS former_at
    FROM marked WHERE rests IS NOT NULL WINDOW run AS (PARTITION BY case_id ORDER BY at, id)
  ), turns AS (
    SELECT case_id, id, at, status, rests, answers FROM changed WHERE rests <> rested
  ), paired AS (
    SELECT case_id, id, at AS began, answers, lead(at) OVER run AS ended, lead(status) OVER run AS next, rests
    FROM turns WINDOW run AS (PARTITION BY case_id ORDER BY at, id)
  ), found AS (
    SELECT file.id AS case_id, max(began) FILTER (WHERE ended IS NULL) AS rested_at,
      jsonb_agg(jsonb_build_object('from', began, 'to', ended, 'answered', answers AND next = 'reopened',
        'late', coalesce(began > file.breached_at, false), 'returned', next = 'reopened',
        'outcome', (SELECT answer.outcome FROM cases.answer WHERE answer.case_id = file.id AND answer.state = 'released' AND decided_at <= began
          ORDER BY decided_at DESC LIMIT 1),
        'rating', (SELECT rating.score FROM cases.rating WHERE rating.case_id = file.id AND rating.at >= began AND rating.at <= ended
          ORDER BY rating.at DESC LIMIT 1)) ORDER BY began) FILTER (WHERE ended IS NOT NULL) AS rests
    FROM paired JOIN cases.case_file AS file ON file.id = paired.case_id WHERE paired.rests GROUP BY file.id
  )
  UPDATE cases.case_file AS file SET rests = found.rests,
    rested_at = CASE WHEN file.rested_at IS NOT NULL THEN coalesce(greatest(found.rested_at, file.registered_at), file.rested_at) END
  FROM found WHERE file.id = found.case_id AND (file.rests, file.rested_at) IS DISTINCT FROM
    (found.rests, CASE WHEN file.rested_at IS NOT NULL THEN coalesce(greatest(found.rested_at, file.registered_at), file.rested_at) END);
$$;
COMMENT ON FUNCTION cases.derive_rests IS 'Tells rested_at and rests of cases from their timelines; all of them without a list';

CREATE OR REPLACE FUNCTION cases.recount_breach(of_case uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  file_id uuid := of_case;
BEGIN
  -- A case merged into another is counted with that one: so is its breach, from the merge on.
  WHILE file_id IS NOT NULL LOOP
    UPDATE cases.case_file AS file SET breached_at = least(own.at, joined.at), broken_since = least(own.at, joined.since)
    FROM (SELECT min(due_at) AS at FROM cases.clock WHERE case_id = file_id AND is_broken) AS own,
      (SELECT min(breached_at) AS at, min(greatest(broken_since, coalesce(closed_at, status_since))) AS since
       FROM cases.case_file WHERE merged_into = file_id AND breached_at IS NOT NULL) AS joined
    WHERE file.id = file_id AND (file.breached_at, file.broken_since) IS DISTINCT FROM (least(own.at, joined.at), least(own.at, joined.since));
    SELECT merged_into INTO file_id FROM cases.case_file WHERE id = file_id;
  END LOOP;
END $$;

-- What is there already.
UPDATE cases.case_file SET broken_since = breached_at WHERE breached_at IS NOT NULL;
UPDATE cases.case_file SET rested_at = greatest(registered_at, coalesce(least(answered_at, closed_at), status_since))
WHERE NOT (closed_at IS NULL AND answered_at IS NULL AND status <> 'rejected' AND merged_into IS NULL);
SELECT cases.derive_rests();
SELECT cases.recount_breach(id) FROM cases.case_file AS file
WHERE breached_at IS NOT NULL AND EXISTS (SELECT FROM cases.case_file AS part WHERE part.merged_into = file.id);

ALTER TABLE cases.change ADD COLUMN rested_at timestamptz, ADD COLUMN rests jsonb, ADD COLUMN broken_since timestamptz;
CREATE OR REPLACE FUNCTION cases.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO cases.change (case_id, registered_at, status, outcome, channel, block, fact_id, importance, district_id, h3, lat, lon,
    is_home, executor_unit_id, due_at, answered_at, closed_at, rating, reopen_count, rework_count, resident_id, merged_into, breached_at,
    rested_at, rests, broken_since)
  VALUES (OLD.id, OLD.registered_at, OLD.status, OLD.outcome, OLD.channel, OLD.block, OLD.fact_id, OLD.importance, OLD.district_id,
    OLD.h3, OLD.lat, OLD.lon, OLD.is_home, OLD.executor_unit_id, OLD.due_at, OLD.answered_at, OLD.closed_at, OLD.rating,
    OLD.reopen_count, OLD.rework_count, OLD.resident_id, OLD.merged_into, OLD.breached_at, OLD.rested_at, OLD.rests, OLD.broken_since);
  RETURN NULL;
END $$;
DROP TRIGGER case_file_breach_change ON cases.case_file;
CREATE TRIGGER case_file_breach_change AFTER UPDATE ON cases.case_file FOR EACH ROW
WHEN ((OLD.breached_at, OLD.broken_since, OLD.rested_at, OLD.rests) IS DISTINCT FROM (NEW.breached_at, NEW.broken_since, NEW.rested_at, NEW.rests))
EXECUTE FUNCTION cases.note_change();

CREATE VIEW cases.v_course AS
SELECT id AS case_id, registered_at, status, outcome, channel, block, fact_id, importance, district_id, h3, lat, lon, is_home,
       executor_unit_id, least(due_at, breached_at) AS due_at, answered_at, closed_at, rating, reopen_count, rework_count,
       resident_id IS NOT NULL AS is_signed_in,
       coalesce(answered_at > least(due_at, breached_at), breached_at IS NOT NULL AND (closed_at IS NOT NULL OR status = 'rejected')) AS is_late,
       merged_into IS NULL AS is_counted, rested_at, rests, least(due_at, broken_since) AS broken_at,
       id, number, title, address, breached_at, merged_into
FROM cases.case_file;
COMMENT ON VIEW cases.v_course IS 'What a case is counted by, merged ones too, with when it was open and since when it was late; `due_at` and `is_late` are those of v_figure';

CREATE OR REPLACE VIEW cases.v_figure_before AS
SELECT id, case_id, registered_at, status, outcome, channel, block, fact_id, importance, district_id, h3, lat, lon, is_home,
       executor_unit_id, least(due_at, breached_at) AS due_at, answered_at, closed_at, rating, reopen_count, rework_count,
       resident_id IS NOT NULL AS is_signed_in, merged_into IS NULL AS is_counted,
       coalesce(answered_at > least(due_at, breached_at), breached_at IS NOT NULL AND (closed_at IS NOT NULL OR status = 'rejected')) AS is_late,
       rested_at, rests, least(due_at, broken_since) AS broken_at
FROM cases.change;

-- Every stretch of a case in which it was open: of most cases one.
CREATE VIEW cases.v_open_span AS
SELECT case_id, registered_at, answered_at, closed_at, channel, block, fact_id, importance, district_id, h3, executor_unit_id, is_signed_in,
       registered_at AS began_at, false AS is_return, rested_at AS ended_at, broken_at, answered_at IS NOT NULL AS is_answered, is_late,
       outcome, rating
FROM cases.v_course WHERE rests IS NULL
UNION ALL
SELECT case_id, registered_at, answered_at, closed_at, channel, block, fact_id, importance, district_id, h3, executor_unit_id, is_signed_in,
       coalesce(former.until, registered_at), coalesce(former.returned, false), coalesce(own.since, rested_at), broken_at,
       CASE WHEN own.n IS NULL THEN answered_at IS NOT NULL ELSE own.answered END,
       CASE WHEN own.n IS NULL THEN is_late ELSE own.late END,
       CASE WHEN own.n IS NULL THEN v_course.outcome ELSE own.outcome END,
       CASE WHEN own.n IS NULL THEN v_course.rating ELSE own.rating END
FROM cases.v_course
CROSS JOIN LATERAL generate_series(1, jsonb_array_length(rests) + 1) AS span(n)
LEFT JOIN LATERAL (
  SELECT span.n, (rest->>'from')::timestamptz AS since, (rest->>'answered')::boolean AS answered, (rest->>'late')::boolean AS late,
    rest->>'outcome' AS outcome, (rest->>'rating')::smallint AS rating
  FROM (SELECT rests->(span.n - 1) AS rest) AS told WHERE rest IS NOT NULL) AS own ON true
LEFT JOIN LATERAL (
  SELECT (rest->>'to')::timestamptz AS until, (rest->>'returned')::boolean AS returned
  FROM (SELECT rests->(span.n - 2) AS rest WHERE span.n > 1) AS told) AS former ON true
WHERE rests IS NOT NULL;
COMMENT ON VIEW cases.v_open_span IS 'Every stretch in which a case was open, merged cases too; what it ended by, null while it lasts';

-- Figures are read anew, with what they hold now.
DELETE FROM heatmap.checkpoint;
