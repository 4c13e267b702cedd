import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addDuty } from '../../../shared/contract/base/clocks.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';
import { warnHole } from './warn-hole.ts';

// Tuesday, 14:00 in the city.
const START = '2026-11-24T09:00:00Z';
let server: TestServer;
let admin: string;
let operator: { personId: string; email: string };

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-15T09:00:00Z');
  admin = await signInAs(server, 'admin');
  operator = await signInStaff(server, 'operator');
});
beforeEach(async () => {
  server.setNow('2026-11-15T09:00:00Z');
  await server.asOwner('DELETE FROM clocks.duty; DELETE FROM clocks.gap_warning; DELETE FROM outbox.letter');
});
afterAll(() => server.close());

/** Somebody from the 15th till this day and hour of the city. */
const keep = (toOn: string, toTime: string) =>
  server.call(
    addDuty,
    { body: { personId: operator.personId, fromOn: '2026-11-15', fromTime: '09:00', toOn, toTime } },
    admin,
  );

async function warn(now: string): Promise<{ recipient: string; text: string }[]> {
  server.setNow(now);
  await asSystem(server, (ctx) => warnHole(ctx));
  const { rows } = await server.app.pool.query(
    "SELECT recipient, text FROM outbox.letter WHERE purpose = 'duty-hole' ORDER BY recipient",
  );
  return rows;
}

it('a hole is told of a day ahead, once, to whoever keeps the roster and whoever is on duty before it', async () => {
  await keep('2026-11-25', '12:00');
  expect(await warn('2026-11-24T06:00:00Z')).toEqual([]);
  const told = await warn(START);
  expect(told.map(({ recipient }) => recipient)).toContain(operator.email);
  expect(told.length).toBeGreaterThan(1);
  expect(told[0]?.text).toMatch(/25\.11\.2026/u);
  expect(told[0]?.text).toMatch(/tab=duty/u);
  expect(await warn('2026-11-24T10:00:00Z')).toHaveLength(told.length);
  expect(await warn('2026-11-25T09:00:00Z')).toHaveLength(told.length);
});

it('where nobody keeps a roster, or it has no hole, nobody is written to', async () => {
  expect(await warn(START)).toEqual([]);
  server.setNow('2026-11-15T09:00:00Z');
  await keep('2026-11-27', '13:00');
  expect(await warn(START)).toEqual([]);
});
