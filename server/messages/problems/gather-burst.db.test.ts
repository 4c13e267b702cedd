import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDuty } from '../../../shared/contract/base/clocks.ts';
import * as contract from '../../../shared/contract/messages/problems.ts';
import { asSystem, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';
import { sweepClocks } from '../../base/clocks/index.ts';
import { watchBursts } from './bursts.ts';

const pothole = 'roads.pavement.pothole';
// Tuesday, 14:00 in the city.
const START = '2026-12-15T09:00:00Z';

let server: TestServer;
let operator: string;
let burst: contract.Burst;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-12-15T08:00:00Z');
  operator = await signInAs(server, 'operator', { slug: 'burst-operator', blocks: ['roads'] });
  await signInAs(server, 'operator', { slug: 'burst-waste', blocks: ['waste'] });
  await signInAs(server, 'chair', { slug: 'burst-chair' });
  const duty = await signInStaff(server, 'reviewer', { slug: 'burst-duty' });
  const hours = { fromOn: '2026-12-15', fromTime: '09:00', toOn: '2026-12-16', toTime: '09:00' };
  await server.call(
    addDuty,
    { body: { personId: duty.personId, ...hours } },
    await signInAs(server, 'admin'),
  );
  for (let one = 0; one < 6; one += 1)
    await submitCase(server, { place: { lat: 56.4149 + one * 0.0004, lon: 61.9189 }, factId: pothole });
  server.setNow(START);
  await asSystem(server, watchBursts);
  [burst] = (await server.call(contract.listBursts, {}, operator)).bursts as [contract.Burst];
});
afterAll(() => server.close());

async function toldAt(iso: string): Promise<string[]> {
  server.setNow(iso);
  await asSystem(server, sweepClocks);
  const { rows } = await sql<{ told: string }>`
    SELECT title || ' → ' || substring(email FROM 'burst-[a-z]+') AS told FROM clocks.line
    JOIN identity.person ON person.id = person_id WHERE subject_id = ${burst.id} AND email LIKE '%burst-%'
    ORDER BY line.step, email`.execute(server.app.services.database);
  return rows.map(({ told }) => told);
}

describe('a warning', () => {
  test('is told at once to whoever sorts this sphere and whoever is on duty; an hour later it climbs', async () => {
    await toldAt(START);
    const first = await toldAt('2026-12-15T09:01:00Z');
    expect(first).toEqual([
      'замечен, ждёт, кто возьмётся → burst-duty',
      'замечен, ждёт, кто возьмётся → burst-operator',
    ]);
    expect(await toldAt('2026-12-15T09:58:00Z')).toEqual(first);
    const later = await toldAt('2026-12-15T10:01:00Z');
    expect(later.filter((line) => !first.includes(line))).toEqual([
      'никто не взялся → burst-chair',
      'никто не взялся → burst-duty',
    ]);
  });

  test('becomes one problem of all its open messages by one act, which takes it up', async () => {
    expect(burst.can).toEqual(['gather', 'note']);
    const problem = await server.call(contract.gatherBurst, { params: { id: burst.id } }, operator);
    expect(problem.members).toBe(6);
    const { bursts } = await server.call(contract.listBursts, {}, operator);
    expect(bursts[0]).toMatchObject({ id: burst.id, problemId: problem.id, can: [] });
    expect(bursts[0]!.notedBy).not.toBeNull();
    // The outage is one problem: what the program proposed of the same cases went into it.
    const { rows } = await server.app.pool.query(
      "SELECT count(*)::int AS count FROM problems.problem WHERE state IN ('proposed', 'open', 'answering')",
    );
    expect(rows[0].count).toBe(1);
    const again = await server.call(contract.gatherBurst, { params: { id: burst.id } }, operator);
    expect(again.id).toBe(problem.id);
  });

  test('that nobody else may gather, and one that has passed, are refused', async () => {
    const foreign = await signInAs(server, 'operator', { slug: 'burst-others', blocks: ['waste'] });
    const refused = await server.fail(contract.gatherBurst, { params: { id: burst.id } }, foreign);
    expect([403, 404]).toContain(refused.status);
    server.setNow('2026-12-18T09:00:00Z');
    await asSystem(server, watchBursts);
    const passed = await server.fail(contract.gatherBurst, { params: { id: burst.id } }, operator);
    expect(passed).toMatchObject({ code: 'lib.not-found', detail: 'Этот всплеск уже прошёл.' });
  });
});
