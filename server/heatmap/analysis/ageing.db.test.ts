import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportAnalysis, listAgeing } from '../../../shared/contract/heatmap/analysis.ts';
import { type CaseFilter, exportCases, listCases } from '../../../shared/contract/messages/cases-list.ts';
import { bandDays } from '../../../shared/text/heatmap/ageing.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { takeBookRows } from '../../../tests/support/book-rows.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';

/** How cases grow old: every number against the list it opens, over lives drawn at random. */

let server: TestServer;
let chair: string;
/** Four weeks that end within a week, so that the last whole one ends before them. */
const slice = { from: '2026-10-29', to: '2026-11-25' };
const HOUR = 3_600_000;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-28T09:00:00Z');
  chair = await signInAs(server, 'chair');
  let state = 7;
  const dice = (sides: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  const some = <T>(list: readonly T[]): T => list[dice(list.length)]!;
  const [lead] = await plantCases(server, [{ registered_at: '2026-05-20T09:00:00Z' }]);
  await plantCases(
    server,
    Array.from({ length: 240 }, () => {
      let at = Date.parse('2026-05-25T00:00:00Z') + dice(187 * 24) * HOUR;
      const registered = at;
      // Some turns fall on the very end of a Sunday, 24:00 in the city.
      const next = (): string => {
        at += (1 + dice(24 * 40)) * HOUR;
        if (dice(8) === 0) at = Math.ceil((at - 19 * HOUR) / (24 * HOUR)) * 24 * HOUR + 19 * HOUR;
        return new Date(at).toISOString();
      };
      const rests = Array.from({ length: some([0, 0, 0, 1, 2]) }, () => ({
        from: next(),
        to: next(),
        answered: true,
        late: false,
        returned: true,
        outcome: null,
        rating: null,
      }));
      const ended = some(['open', 'open', 'answered', 'rejected', 'merged'] as const);
      const over = ended === 'open' ? null : next();
      return {
        block: some(['roads', 'waste', null]),
        district_id: some(['krasnogorsky.yuzhny', 'sinarsky.trubny', null]),
        registered_at: new Date(registered).toISOString(),
        rests: rests.length > 0 ? JSON.stringify(rests) : null,
        rested_at: over,
        ...(over && { status: ended as never, status_since: over }),
        ...(ended === 'answered' && { answered_at: over }),
        ...(ended === 'merged' && { merged_into: lead!.id, closed_at: over }),
      };
    }),
  );
});
afterAll(() => server.close());

const ask = async (query: object = {}, cookie = chair) =>
  (await server.call(listAgeing, { query: { ...slice, ...query } }, cookie)).weeks;
const count = async (query: CaseFilter, cookie = chair) =>
  (await server.call(listCases, { query: { limit: 1, ...query } }, cookie)).total;

/** Every number of the weeks is as many as its list; how many lists there were. */
async function checkLists(weeks: Awaited<ReturnType<typeof ask>>, narrow: CaseFilter, cookie = chair) {
  let lists = 0;
  const same = async (told: number | null, filter: CaseFilter, what: string) => {
    if (told === null) return;
    lists += 1;
    expect(await count({ ...filter, ...narrow }, cookie), what).toBe(told);
  };
  for (const { from, to, received, open, stock, byAge } of weeks) {
    await same(received, { from, to, merged: 'with' }, `${from} received`);
    for (const [at, age] of [0, 1, 2, 4, 8, 13].entries())
      await same(open[at]!, { from, to, openOn: addDays(to, age * 7) }, `${from} after ${age}`);
    await same(stock, { openOn: to }, `${to} stock`);
    for (const [band, told] of byAge.entries()) {
      const days = bandDays(band, to);
      const filter = { to: days.to, openOn: to, ...(days.from && { from: days.from }) };
      await same(told, filter, `${to} band ${band}`);
    }
  }
  return lists;
}

test('every number is as many as the list it opens', async () => {
  const weeks = await ask();
  expect(weeks).toHaveLength(14);
  expect(weeks.at(-1)).toMatchObject({ from: '2026-11-16', to: '2026-11-22' });
  expect(weeks.flatMap(({ open }) => open).filter((one) => one === null)).toHaveLength(1 + 2 + 4 + 8 + 13);
  expect(await checkLists(weeks, {})).toBeGreaterThan(150);
  // Something of each kind was there to be counted.
  for (const band of [0, 1, 2, 3, 4, 5]) expect(weeks.some(({ byAge }) => byAge[band]! > 0)).toBe(true);
  expect(weeks[0]?.open.at(-1)).toBeGreaterThan(0);
});

test('narrowed to a block and a district, and for who reads less, it is of these alone', async () => {
  const narrow = { block: 'roads', districtId: 'krasnogorsky' };
  await checkLists((await ask(narrow)).slice(-3), narrow);
  const ofWaste = await signInAs(server, 'operator', { blocks: ['waste'], slug: 'ageing-waste' });
  const weeks = await ask({}, ofWaste);
  await checkLists(weeks.slice(-3), {}, ofWaste);
  expect(weeks.at(-1)!.stock).toBeLessThan((await ask()).at(-1)!.stock);
});

test('a longer period has its own weeks; none before the first case, none that is not over', async () => {
  const year = await ask({ from: '2025-12-01', to: '2026-11-28' });
  expect(year[0]).toMatchObject({ from: '2026-05-18', to: '2026-05-24', received: 1 });
  expect(year.at(-1)?.to).toBe('2026-11-22');
  expect(await ask({ from: '2026-11-01', to: '2026-12-31' })).toEqual(await ask());
  expect(await ask({ from: '2020-01-01', to: '2020-02-01' })).toEqual([]);
  // A Sunday counts from the day after it on: the day itself is not over.
  server.setNow('2026-11-22T18:59:00Z');
  expect((await ask()).at(-1)?.to).toBe('2026-11-15');
  server.setNow('2026-11-22T19:00:00Z');
  expect((await ask()).at(-1)?.to).toBe('2026-11-22');
  server.setNow('2026-11-28T09:00:00Z');
});

test('who may not read cases is refused, and a period that is none', async () => {
  const fail = (query: object, cookie?: string) =>
    server.fail(listAgeing, { query: { ...slice, ...query } as never }, cookie);
  expect((await fail({})).status).toBe(401);
  expect((await fail({}, await signInResident(server))).status).toBe(403);
  expect((await fail({ to: '2026-10-01' }, chair)).status).toBe(400);
  expect((await server.fail(listCases, { query: { merged: 'without' } as never }, chair)).status).toBe(400);
});

test('goes out as a table; a list with merged ones says so', async () => {
  const file = (route: { path: string }, query: Record<string, string>) =>
    takeBookRows(server, route, { query: { ...slice, ...query }, cookie: chair });
  const weeks = await ask();
  const rows = await file(exportAnalysis, { part: 'ageing' });
  const head = rows.findIndex(([first]) => first === 'Неделя');
  expect(rows[head]?.slice(0, 3)).toEqual(['Неделя', 'Поступило', 'К концу недели открыто']);
  const [first] = weeks;
  expect(rows[head + 1]).toEqual([
    '17.08–23.08.2026',
    first!.received,
    ...first!.open,
    first!.stock,
    ...first!.byAge,
  ]);
  const told = (await file(exportCases, { merged: 'with' })).flat().map(String);
  expect(told).toContain('вместе с ними');
});
