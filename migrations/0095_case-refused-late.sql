-- What was refused after its term is counted broken at once, not when the days for a dispute are over.
CREATE OR REPLACE VIEW cases.v_figure AS
SELECT id AS case_id, registered_at, status, outcome, channel, block, fact_id, importance, district_id, h3, lat, lon, is_home,
       executor_unit_id, least(due_at, breached_at) AS due_at, answered_at, closed_at, rating, reopen_count, rework_count,
       resident_id IS NOT NULL AS is_signed_in,
       coalesce(answered_at > least(due_at, breached_at), breached_at IS NOT NULL AND (closed_at IS NOT NULL OR status = 'rejected')) AS is_late
FROM cases.case_file WHERE merged_into IS NULL;
CREATE OR REPLACE VIEW cases.v_figure_before AS
SELECT id, case_id, registered_at, status, outcome, channel, block, fact_id, importance, district_id, h3, lat, lon, is_home,
       executor_unit_id, least(due_at, breached_at) AS due_at, answered_at, closed_at, rating, reopen_count, rework_count,
       resident_id IS NOT NULL AS is_signed_in, merged_into IS NULL AS is_counted,
       coalesce(answered_at > least(due_at, breached_at), breached_at IS NOT NULL AND (closed_at IS NOT NULL OR status = 'rejected')) AS is_late
FROM cases.change;
