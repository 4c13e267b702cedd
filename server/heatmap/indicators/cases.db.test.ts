import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CaseListId,
  type IndicatorSlice,
  indicatorIds,
  listIndicators,
  tellList,
} from '../../../shared/contract/heatmap/indicators.ts';
import { exportCases, listCases } from '../../../shared/contract/messages/cases-list.ts';
import { LIVES_NOW } from '../../../tests/support/draw-lives.ts';
import { plantLives } from '../../../tests/support/indicator-lives.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

/** Every number of K1–K20 opens a list by its definition: whole, page by page, as a file, and of the count that was said. */

let server: TestServer;
let chair: string;
const year = { from: '2025-12-01', to: '2026-11-30' };

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(new Date(LIVES_NOW).toISOString());
  chair = await signInAs(server, 'chair');
  await plantLives(server);
  await plantCases(
    server,
    Array.from({ length: 230 }, () => ({
      registered_at: '2026-10-01T09:00:00Z',
      due_at: '2026-10-20T09:00:00Z',
      answered_at: '2026-10-05T09:00:00Z',
      status: 'answered' as const,
      outcome: 'explained' as const,
    })),
  );
}, 60_000);
afterAll(() => server.close());

type Own = Partial<Omit<IndicatorSlice, 'from' | 'to'>>;

/** All numbers of a list, read page by page. */
async function readList(
  id: CaseListId,
  slice: Own = {},
  cookie = chair,
): Promise<{ numbers: string[]; total: number }> {
  const numbers: string[] = [];
  let total = 0;
  let cursor: string | undefined;
  do {
    const query = { ...slice, told: tellList(id, year), limit: 200, ...(cursor && { cursor }) };
    const page = await server.call(listCases, { query }, cookie);
    numbers.push(...page.rows.map(({ number }) => number));
    total = page.total;
    cursor = page.next ?? undefined;
  } while (cursor);
  return { numbers, total };
}

const readAll = async (slice: Own = {}, cookie = chair) =>
  (await server.call(listIndicators, { query: { ...year, ...slice } }, cookie)).indicators;

test('each number opens as many cases as it says, and all of them', async () => {
  const opened: string[] = [];
  for (const { id, cases, listed } of await readAll()) {
    if (cases === null) continue;
    const { numbers, total } = await readList(id);
    expect([id, numbers.length, new Set(numbers).size, total]).toEqual([
      id,
      listed!.own,
      listed!.own,
      listed!.own,
    ]);
    expect(listed!.own, id).toBe(listed!.all);
    expect(listed!.all, id).toBeLessThanOrEqual(cases);
    if (listed!.all > 0) opened.push(id);
  }
  // What random lives have none of is left out; the rest is opened.
  expect(opened.length).toBeGreaterThan(8);
});

test('more than two hundred cases are no obstacle', async () => {
  const [answered] = (await readAll()).filter(({ id }) => id === 'K2');
  expect(answered!.listed!.own).toBeGreaterThan(200);
});

test('several events of one case are said beside the cases', async () => {
  const values = await readAll();
  const several = values.filter(({ cases, listed }) => cases !== null && listed && cases > listed.all);
  expect(several.map(({ id }) => id)).toContain('K11');
});

describe.each<[string, Own]>([
  ['a block', { block: 'roads' }],
  ['a channel', { channel: 'pos' }],
  ['a territory', { districtId: 'krasnogorsky' }],
  ['what has no place', { districtId: 'none' }],
  ['nobody’s cases', { unitId: 'none' }],
  ['no topic', { factId: 'none' }],
])('of %s', (_, slice) => {
  test('the list is of the same slice', async () => {
    for (const { id, listed } of await readAll(slice))
      if (listed) expect([id, (await readList(id, slice)).total]).toEqual([id, listed.own]);
  });
});

test('who reads some of the cases is told how many of them; the list is those', async () => {
  const executor = await signInAs(server, 'executor');
  for (const { id, cases, listed } of await readAll({}, executor)) {
    if (cases === null) continue;
    expect([id, (await readList(id, {}, executor)).total]).toEqual([id, listed!.own]);
    expect(listed!.own).toBeLessThanOrEqual(listed!.all);
  }
});

test('the list goes out as a file, whole', async () => {
  const { numbers } = await readList('K9');
  const reply = await server.inject({
    method: 'GET',
    url: exportCases.path,
    query: { told: tellList('K9', year), format: 'csv' },
    headers: { cookie: chair },
  });
  expect(reply.statusCode).toBe(200);
  for (const number of numbers.slice(0, 50)) expect(reply.body).toContain(number);
  expect(reply.body.trim().split('\r\n').length).toBeGreaterThan(numbers.length);
});

test.each([
  ['K21:2026-10-01:2026-10-31', 0],
  ['K9:2026-10-31:2026-10-01', 400],
  ['K9:2020-01-01:2026-10-01', 400],
  ['K9:2026-13-01:2026-13-02', 400],
  ['K9', 400],
])('%s is no number: %i', async (told, expected) => {
  const reply = await server.inject({
    method: 'GET',
    url: '/api/cases',
    query: { told },
    headers: { cookie: chair },
  });
  expect(expected === 0 ? reply.json().total : reply.statusCode).toBe(expected);
});

test('every indicator is known by its number', () => {
  expect(indicatorIds).toHaveLength(20);
});

test('what is answered or noticed at the midnight between two days is of the day that begins', async () => {
  const midnight = '2026-11-19T19:00:00Z';
  const [file] = await plantCases(server, [
    { registered_at: '2026-11-18T09:00:00Z', block: 'energy', status: 'answered', answered_at: midnight },
  ]);
  await server.app.services.database
    .insertInto('problems.problem')
    .values({
      id: crypto.randomUUID(),
      state: 'open',
      title: 'Нет света',
      lead_id: file!.id,
      block: 'energy',
      found_at: midnight,
      touched_at: midnight,
    })
    .execute();
  const count = async (day: string) => {
    const query = { from: day, to: day, block: 'energy' };
    const { indicators } = await server.call(listIndicators, { query }, chair);
    return (['K2', 'K15'] as const).map((id) => indicators.find((one) => one.id === id)?.cases);
  };
  expect(await count('2026-11-19')).toEqual([0, 0]);
  expect(await count('2026-11-20')).toEqual([1, 1]);
});
