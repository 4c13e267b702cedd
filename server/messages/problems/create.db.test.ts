import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProblem } from '../../../shared/contract/messages/problems.ts';
import { readCard, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let operator: string;
beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

const tell = async (lat: number) => {
  const { number } = await submitCase(server, { place: { lat, lon: 61.9 } });
  return readCard(server, number, operator);
};

test('a case that the program proposes elsewhere in this very moment: what to do is said, and the same again succeeds', async () => {
  const [lead, other] = [await tell(56.4), await tell(56.41)];
  const body = { leadId: lead.id, caseIds: [other.id] };
  const proposing = await server.app.pool.connect();
  try {
    await proposing.query('BEGIN');
    await proposing.query(
      `WITH problem AS (INSERT INTO problems.problem (id, state, title, lead_id, found_at, touched_at)
         VALUES (gen_random_uuid(), 'proposed', 'Ямы', $1, now(), now()) RETURNING id)
       INSERT INTO problems.member (problem_id, case_id, state, rule, added_at)
       SELECT id, $1, 'proposed', 'likeness', now() FROM problem`,
      [other.id],
    );
    const refused = server.fail(createProblem, { body }, operator);
    for (let waiting = 0; waiting === 0; ) {
      const { rows } = await server.app.pool.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      waiting = rows[0]!.n;
    }
    await proposing.query('COMMIT');
    expect(await refused).toMatchObject({ status: 409, code: 'lib.conflict' });
    expect((await refused).detail).toMatch(/Повторите/);
  } finally {
    proposing.release();
  }
  expect(await server.call(createProblem, { body }, operator)).toMatchObject({
    state: 'open',
    members: 2,
    leadNumber: lead.number,
  });
});
