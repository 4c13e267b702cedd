import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Group, makeGroup } from '../../../tests/support/group.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';

/** A year of sixty meetings and two thousand assignments: every list opens, and tells in the log what it cost. */

let server: TestServer;
let group: Group;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  group = await makeGroup(server);
  await fillYear();
});
afterAll(() => server.close());

/** Meetings, their items and decisions, an assignment for each decision; states and terms spread over the year by number. */
async function fillYear(): Promise<void> {
  const { pool } = server.app;
  await pool.query(`INSERT INTO working_group.meeting (id, year, number, day, starts_at, form, state, made_at, made_by_name)
    SELECT gen_random_uuid(), 2026, 100 + n, date '2026-01-09' + n * 5, '10:00', 'in_person', 'held', now(), 'С.'
    FROM generate_series(1, 60) AS n`);
  await pool.query(`INSERT INTO working_group.agenda_item (id, meeting_id, place, number, title, source, state)
    SELECT gen_random_uuid(), meeting.id, n, n::text, 'О ходе работ, вопрос ' || n, 'manual', 'done'
    FROM working_group.meeting CROSS JOIN generate_series(1, 6) AS n`);
  await pool.query(
    `INSERT INTO working_group.decision (id, meeting_id, item_id, place, text, responsible_id, responsible_name, due_on, expected_result)
     SELECT gen_random_uuid(), item.meeting_id, item.id, n, 'Выполнить работы по перечню, пункт ' || n, $1, 'Пробный С.',
       meeting.day + 30, 'Акт и фото каждого места'
     FROM working_group.agenda_item AS item JOIN working_group.meeting ON meeting.id = item.meeting_id
     CROSS JOIN generate_series(1, 6) AS n LIMIT 2000`,
    [group.ids.member],
  );
  await pool.query(
    `INSERT INTO assignments.assignment (id, year, serial, source, source_id, basis, basis_on, meeting_id, text, expected_result,
       control, responsible_id, responsible_name, state, first_due_on, due_on, due_at, issued_at, issued_by_name, report_no,
       report_text, reported_at, cancelled_by_decision)
     SELECT gen_random_uuid(), 2026, n, 'decision', id, 'Протокол № ' || n % 60 || ', п. 1.' || n % 6, meeting_day, meeting_id,
       text || ' (' || n || ')', expected_result, 'regular', CASE n % 2 WHEN 0 THEN $1::uuid ELSE $2::uuid END, 'Пробный С.', state,
       due_on, due_on, due_on + interval '19 hours', meeting_day + interval '6 hours', 'С.', 1, 'Работы выполнены в срок',
       due_on, CASE state WHEN 'cancelled' THEN id END
     FROM (SELECT *, row_number() OVER (ORDER BY meeting_day, id) AS n,
         (ARRAY['accepted', 'accepted', 'accepted', 'in_work', 'reported', 'returned', 'issued', 'cancelled'])[1 + (random() * 7)::int] AS state
       FROM working_group.v_decision WHERE responsible_id IS NOT NULL) AS decided`,
    [group.ids.member, group.ids.second],
  );
  await pool.query('ANALYZE assignments.assignment, working_group.decision, working_group.meeting');
}

const lists = [
  '/api/assignments?limit=100',
  '/api/assignments?view=overdue&limit=100',
  '/api/assignments?view=all&limit=100',
  '/api/assignments?q=работы перечню&view=all&limit=100',
  '/api/assignments?mine=yes',
  '/api/assignments/use',
  '/api/assignments/decisions',
  '/api/working-group/meetings?year=2026',
];
const ROUNDS = 10;

test.each(lists)('%s', async (url) => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    const reply = await server.inject({
      method: 'GET',
      url: encodeURI(url),
      headers: { cookie: group.cookies.secretary },
    });
    times.push(performance.now() - begun);
    expect(reply.statusCode).toBe(200);
  }
  times.sort((a, b) => a - b);
  const late = times[Math.ceil(ROUNDS * 0.95) - 1]!;
  console.log(`${url}: медиана ${times[ROUNDS / 2]!.toFixed(1)} мс, 95-й процентиль ${late.toFixed(1)} мс`);
});
