import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDuty, cancelDuty, listDuty } from '../../../shared/contract/base/clocks.ts';
import { setAbsence } from '../../../shared/contract/base/people.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';
import { findOnDuty } from './duty.ts';

// Tuesday, 14:00 in the city.
const START = '2026-11-24T09:00:00Z';
let server: TestServer;
let admin: string;
let operator: { cookie: string; personId: string };
let other: { cookie: string; personId: string };
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  admin = await signInAs(server, 'admin');
  operator = await signInStaff(server, 'operator');
  other = await signInStaff(server, 'operator', { slug: 'other' });
});
afterAll(() => server.close());

const night = { fromOn: '2026-11-24', fromTime: '18:00', toOn: '2026-11-25', toTime: '09:00' };
const onDutyAt = (iso: string) => findOnDuty({ db: server.app.services.database, now: new Date(iso) });

it('a night has its person on duty, by the clock of the city, and nobody after it', async () => {
  const body = { personId: operator.personId, ...night };
  const { id } = await server.call(addDuty, { body }, admin);
  // 18:00 in the city is 13:00 UTC.
  expect(await onDutyAt('2026-11-24T12:59:00Z')).toEqual([]);
  expect(await onDutyAt('2026-11-24T13:00:00Z')).toEqual([operator.personId]);
  expect(await onDutyAt('2026-11-25T03:59:59Z')).toEqual([operator.personId]);
  expect(await onDutyAt('2026-11-25T04:00:00Z')).toEqual([]);
  const { duties, can } = await server.call(listDuty, {}, other.cookie);
  expect(duties).toMatchObject([{ id, personId: operator.personId, isNow: false, standIn: null }]);
  expect(can).toEqual([]);
  expect((await server.call(listDuty, {}, admin)).can).toEqual(['keep']);
});

it.each([
  ['ends before it begins', { toOn: '2026-11-23' }, 'toOn'],
  ['is over', { fromOn: '2026-11-20', toOn: '2026-11-21' }, 'toOn'],
  ['is longer than a month', { toOn: '2026-12-26' }, 'toOn'],
  ['the person has already', { fromTime: '20:00' }, 'personId'],
  ['is nobody’s', { personId: '00000000-0000-7000-8000-000000000000' }, 'personId'],
] as const)('one that %s is refused', async (_, more, field) => {
  const body = { personId: operator.personId, ...night, ...more };
  expect((await server.fail(addDuty, { body }, admin)).fields).toHaveProperty(field);
});

it('who is away has their substitute named; a duty taken off is nobody’s', async () => {
  const { duties } = await server.call(listDuty, {}, admin);
  const params = { id: operator.personId };
  const absence = { fromDay: '2026-11-24', toDay: '2026-11-30', reason: 'болезнь' };
  await server.call(setAbsence, { params, body: { substituteId: other.personId, ...absence } }, admin);
  const shown = (await server.call(listDuty, {}, admin)).duties[0]!;
  expect(shown.standIn).not.toBeNull();
  await server.call(cancelDuty, { params: { id: duties[0]!.id } }, admin);
  expect(await onDutyAt('2026-11-24T14:00:00Z')).toEqual([]);
  expect((await server.fail(cancelDuty, { params: { id: duties[0]!.id } }, admin)).status).toBe(404);
});
