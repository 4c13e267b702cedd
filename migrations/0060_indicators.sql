-- Hand-overs, reviews and reworks by the day they were made: a registration writes none of these lines.
CREATE INDEX event_step ON cases.event (at)
  WHERE (kind = 'status' AND data->>'to' IN ('assigned', 'review', 'rework')) OR kind = 'refusal';
-- A case enters these when it is answered and closed.
CREATE INDEX case_file_term ON cases.case_file (due_at, answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX case_file_closed ON cases.case_file (closed_at) WHERE closed_at IS NOT NULL;

CREATE VIEW cases.v_step AS
SELECT case_id, at, CASE kind WHEN 'refusal' THEN 'refused' ELSE data->>'to' END AS step FROM cases.event
WHERE (kind = 'status' AND data->>'to' IN ('assigned', 'review', 'rework')) OR kind = 'refusal';
COMMENT ON VIEW cases.v_step IS 'Assignments, refusals, reviews and reworks of cases, for indicators';
CREATE OR REPLACE VIEW cases.v_promise AS SELECT id, case_id, until, unit_id, state, kind, made_at FROM cases.promise;
CREATE VIEW cases.v_answer_likeness AS
SELECT case_id, decided_at, template_share, body ~ '[0-9]' AS has_figure FROM cases.answer
WHERE state = 'released' AND template_share IS NOT NULL;
COMMENT ON VIEW cases.v_answer_likeness IS 'How much of a released answer is of a template, without its words';
CREATE VIEW problems.v_found AS
SELECT problem.id, problem.found_at, problem.lead_id, problem.block, problem.district_id, problem.fact_id,
       (SELECT min(file.registered_at) FROM cases.case_file AS file
        WHERE file.id = problem.lead_id OR file.id IN (
          SELECT case_id FROM problems.member WHERE member.problem_id = problem.id AND member.state = 'confirmed')) AS first_at
FROM problems.problem WHERE problem.state NOT IN ('proposed', 'declined');
COMMENT ON VIEW problems.v_found IS 'When mass problems were noticed, and when their first message came';
CREATE VIEW office.v_repeat AS
SELECT appeal.case_id, earlier.registered_at AS earlier_at FROM office.appeal AS appeal
LEFT JOIN cases.case_file AS earlier ON earlier.number = appeal.repeat_of;
COMMENT ON VIEW office.v_repeat IS 'Appeals with the moment of the one each repeats; null = it repeats none';
CREATE VIEW working_group.v_meeting AS SELECT day, state FROM working_group.meeting;
COMMENT ON VIEW working_group.v_meeting IS 'Days of meetings, for indicators of regularity';
