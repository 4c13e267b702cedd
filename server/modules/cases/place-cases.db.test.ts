import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPlaceCases } from '../../../shared/contract/cases-list.ts';
import { makeUnit, submitCase } from '../../../tests/support/cases.ts';
import { POTHOLE } from '../../../tests/support/loop.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { signInAs, signInResident } from '../../../tests/support/sign-in.ts';
import { shiftPoint } from '../territory/geo.ts';

let server: TestServer;
let operator: string;
let unitId: string;
const spot = { lat: 56.4149, lon: 61.9189 };
const metresEast = [0, 60, 140, 290, 320];
const numbers: string[] = [];

const at = async (query: { lat: number; lon: number; metres?: number }, cookie = operator) =>
  (await server.call(listPlaceCases, { query }, cookie)).rows.map(({ number }) => numbers.indexOf(number));
const set = (index: number, values: object) =>
  server.app.services.database
    .updateTable('cases.case_file')
    .set(values)
    .where('number', '=', numbers[index]!)
    .execute();

beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
  unitId = await makeUnit(server, 'Управление дорог', 'probe-kind');
  for (const [day, metres] of metresEast.entries()) {
    server.setNow(`2026-11-${18 + day}T09:00:00Z`);
    const place = shiftPoint(spot, metres, 0);
    numbers.push((await submitCase(server, { place, factId: POTHOLE })).number);
  }
  server.setNow('2026-11-24T09:00:00Z');
});
afterAll(() => server.close());

test('a place has its cases by metres, the newest first; a hundred metres unless said, three hundred at most', async () => {
  expect(await at(spot)).toEqual([1, 0]);
  expect(await at({ ...spot, metres: 50 })).toEqual([0]);
  expect(await at({ ...spot, metres: 300 })).toEqual([3, 2, 1, 0]);
  expect(await at(shiftPoint(spot, 0, 2000))).toEqual([]);
  await expect(at({ ...spot, metres: 301 })).rejects.toThrow('400');
});

test('whatever it was about and whatever came of it, but not what was merged into another', async () => {
  await set(1, { block: 'waste', fact_id: null, status: 'closed', closed_at: server.app.services.now() });
  expect(await at(spot)).toEqual([1, 0]);
  const { id } = await server.app.services.database
    .selectFrom('cases.case_file')
    .select('id')
    .where('number', '=', numbers[0]!)
    .executeTakeFirstOrThrow();
  await set(1, { merged_into: id });
  expect(await at(spot)).toEqual([0]);
  await set(1, { merged_into: null });
});

test('each sees there what they may see at all: an executor their unit’s, a limited role its blocks, a resident nothing', async () => {
  const executor = await signInAs(server, 'executor', { unitId, slug: 'place-executor' });
  expect(await at({ ...spot, metres: 300 }, executor)).toEqual([]);
  await set(2, { status: 'in_work', executor_unit_id: unitId });
  expect(await at({ ...spot, metres: 300 }, executor)).toEqual([2]);
  const ofWaste = await signInAs(server, 'operator', { blocks: ['waste'], slug: 'place-waste' });
  expect(await at({ ...spot, metres: 300 }, ofWaste)).toEqual([1]);
  const resident = await signInResident(server);
  await expect(at(spot, resident)).rejects.toThrow('403');
});
