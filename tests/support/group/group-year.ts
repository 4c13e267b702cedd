import type pg from 'pg';

/**
 * A year of the working group: sixty meetings with six items each, two thousand decisions, an assignment for each; states and terms
 * are spread over the year by number. Cases and mass problems that are there get linked to.
 */
export async function fillGroupYear(
  pool: Pick<pg.Pool, 'query'>,
  { year, people }: { year: number; people: readonly [string, string] },
): Promise<void> {
  await fillMeetings(pool, year, people);
  await fillAssignments(pool, year, people);
  await fillLinks(pool, year);
  await pool.query(
    'ANALYZE assignments.assignment, assignments.link, working_group.decision, working_group.agenda_item, working_group.meeting, working_group.attendance',
  );
}

async function fillMeetings(
  pool: Pick<pg.Pool, 'query'>,
  year: number,
  [first, second]: readonly [string, string],
): Promise<void> {
  await pool.query(
    `INSERT INTO working_group.meeting (id, year, number, day, starts_at, form, state, made_at, made_by_name)
     SELECT gen_random_uuid(), $1, 100 + n, make_date($1, 1, 9) + n * 5, '10:00', 'in_person', 'held', now(), 'С.'
     FROM generate_series(1, 60) AS n`,
    [year],
  );
  await pool.query(
    `INSERT INTO working_group.attendance (meeting_id, person_id, name, position, role, mark)
     SELECT id, person::uuid, 'Пробный С.', 'Начальник отдела', 'member', 'present'
     FROM working_group.meeting CROSS JOIN unnest($2::text[]) AS person WHERE year = $1 AND number > 100`,
    [year, [first, second]],
  );
  await pool.query(
    `INSERT INTO working_group.agenda_item (id, meeting_id, place, number, title, source, state)
     SELECT gen_random_uuid(), meeting.id, n, n::text, 'О ходе работ, вопрос ' || n, 'manual', 'done'
     FROM working_group.meeting CROSS JOIN generate_series(1, 6) AS n WHERE year = $1 AND meeting.number > 100`,
    [year],
  );
  await pool.query(
    `INSERT INTO working_group.decision (id, meeting_id, item_id, place, text, responsible_id, responsible_name, due_on, expected_result, outcome)
     SELECT gen_random_uuid(), item.meeting_id, item.id, n, 'Выполнить работы по перечню, пункт ' || n, $2, 'Пробный С.',
       meeting.day + 30, 'Акт и фото каждого места', 'accepted'
     FROM working_group.agenda_item AS item JOIN working_group.meeting ON meeting.id = item.meeting_id
     CROSS JOIN generate_series(1, 6) AS n WHERE year = $1 AND meeting.number > 100 LIMIT 2000`,
    [year, first],
  );
}

const fillAssignments = (pool: Pick<pg.Pool, 'query'>, year: number, people: readonly [string, string]) =>
  pool.query(
    `INSERT INTO assignments.assignment (id, year, serial, source, source_id, basis, basis_on, meeting_id, text, expected_result,
       control, responsible_id, responsible_name, state, first_due_on, due_on, due_at, issued_at, issued_by_name, report_no,
       report_text, reported_at, cancelled_by_decision)
     SELECT gen_random_uuid(), $1, 1000 + n, 'decision', id, 'Протокол № ' || n % 60 || ', п. 1.' || n % 6, meeting_day, meeting_id,
       text || ' (' || n || ')', expected_result, 'regular', CASE n % 2 WHEN 0 THEN $2::uuid ELSE $3::uuid END, 'Пробный С.', state,
       due_on, due_on, due_on + interval '19 hours', meeting_day + interval '6 hours', 'С.', 1, 'Работы выполнены в срок',
       due_on, CASE state WHEN 'cancelled' THEN id END
     FROM (SELECT *, row_number() OVER (ORDER BY meeting_day, id) AS n,
         (ARRAY['accepted', 'accepted', 'accepted', 'in_work', 'reported', 'returned', 'issued', 'cancelled'])[1 + (random() * 7)::int] AS state
       FROM working_group.v_decision WHERE responsible_id IS NOT NULL AND meeting_number > 100
         AND extract(year FROM meeting_day) = $1) AS decided`,
    [year, ...people],
  );

/** Two of three assignments stand for a case each, one of nine for a mass problem. */
const fillLinks = (pool: Pick<pg.Pool, 'query'>, year: number) =>
  pool.query(
    `WITH own AS (
       SELECT id, serial - 1000 AS n FROM assignments.assignment WHERE year = $1 AND serial > 1000
     ), file AS (
       SELECT id::text, row_number() OVER () AS n FROM (SELECT id FROM cases.case_file ORDER BY registered_at DESC LIMIT 2000) AS newest
     ), problem AS (
       SELECT id::text, row_number() OVER () AS n, count(*) OVER () AS count FROM problems.problem
     )
     INSERT INTO assignments.link (assignment_id, kind, target_id, by_name, at)
     SELECT own.id, 'case', file.id, 'С.', now() FROM own JOIN file USING (n) WHERE n % 3 > 0
     UNION ALL
     SELECT own.id, 'problem', problem.id, 'С.', now() FROM own JOIN problem ON problem.n = 1 + own.n % problem.count WHERE own.n % 9 = 0`,
    [year],
  );
