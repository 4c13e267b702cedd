import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listRisks } from '../../../shared/contract/messages/control.ts';
import { type Crew, makeCrew, sortMessage } from '../../../tests/support/loop.ts';
import { asSystem, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { learnJob } from './risks.ts';
import { controlSweepJob } from './sweep.ts';

const START = '2026-11-24T09:00:00Z';
let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  crew = await makeCrew(server);
});
afterAll(() => server.close());

const db = () => server.app.services.database;
const run = async (job: typeof learnJob) => {
  await asSystem(server, async (ctx) => ctx.enqueue(job, {}));
  await server.drain();
};
const inWork = async () => sortMessage(server, crew, (await submitCase(server)).number);

/** Sixty answers of the pothole's topic in the last months, most of them late. */
async function makePast(likeId: string): Promise<void> {
  await sql`
    WITH past AS (
      INSERT INTO cases.case_file (id, number, registered_at, status, status_since, channel, regime, title, body, block,
        fact_id, executor_unit_id, due_at, answered_at, closed_at)
      SELECT gen_random_uuid(), '2026-10-' || lpad(n::text, 4, '0'), ${START}::timestamptz - n * interval '1 day', 'closed', now(),
        channel, regime, title, body, block, fact_id, executor_unit_id, ${START}::timestamptz - n * interval '1 day' + interval '10 days',
        now(), now()
      FROM cases.case_file, generate_series(1, 60) AS n WHERE id = ${likeId} RETURNING id, registered_at, due_at
    )
    INSERT INTO cases.clock (id, case_id, kind, rule_id, rule_version, calendar_version, started_at, due_at, stopped_at)
    SELECT gen_random_uuid(), id, 'answer', 'answer-10wd', '2026.1', 'x', registered_at, due_at,
      due_at + CASE WHEN random() < 2 AND extract(day FROM registered_at)::int % 3 > 0 THEN interval '1 day' ELSE -interval '5 days' END
    FROM past`.execute(db());
}

test('nothing is foretold before there is anything to learn from', async () => {
  await inWork();
  expect(await server.call(listRisks, {}, crew.operator)).toEqual({ learnedFrom: null, rows: [] });
});

test('the night’s rates tell which case may be late, how likely and why, in words', async () => {
  const card = await inWork();
  await makePast(card.id);
  await run(learnJob);
  server.setNow('2026-12-06T09:00:00Z');
  const { learnedFrom, rows } = await server.call(listRisks, {}, crew.operator);
  expect(learnedFrom).toBe(60);
  const row = rows.find(({ number }) => number === card.number)!;
  expect(row.percent).toBeGreaterThan(60);
  expect(row.reasons.length).toBeGreaterThan(0);
  expect(row.reasons.join('; ').replaceAll('\u00a0', ' ')).toMatch(/прошло 8\d % срока: из не отвеченных/);
  // An executor of another body sees none of it.
  const foreign = await signInAs(server, 'executor', { slug: 'foreign' });
  expect((await server.call(listRisks, {}, foreign)).rows).toEqual([]);
});

test('a missed night is made up by the sweep', async () => {
  await sql`UPDATE control.rate SET learned_at = ${START}`.execute(db());
  server.setNow('2026-11-26T09:00:00Z');
  await run(controlSweepJob as typeof learnJob);
  const { rows } = await sql<{ at: Date }>`SELECT max(learned_at) AS at FROM control.rate`.execute(db());
  expect(rows[0]!.at.toISOString()).toBe('2026-11-26T09:00:00.000Z');
});
