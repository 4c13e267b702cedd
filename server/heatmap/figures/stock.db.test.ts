import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getMatrix, listStockStatuses, type Measure } from '../../../shared/contract/heatmap/heatmap.ts';
import { cellsOfDay, keyOfCell } from '../../../tests/support/figures/cells-of-day.ts';
import { playNight } from '../../../tests/support/figures/night.ts';
import { replayFlow, replayStock } from '../../../tests/support/figures/replay.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { checkFigures } from './check/check.ts';
import { currentCube, dropFigures, refill } from './feed/figures.ts';

/** A week of a town of five messages, played through the requests people make, and told anew from what was written of it. */

let server: TestServer;
let head: string;

const days = { from: '2026-11-22', to: '2027-01-24' };
const NOW = '2027-01-25T09:00:00Z';

beforeAll(async () => {
  server = await startTestServer();
  await playNight(server);
  head = await signInAs(server, 'head');
});
afterAll(() => server.close());

const cube = async () => (await currentCube(server.app.services))!;
const total = async (measure: Measure, day: string): Promise<number> =>
  (await server.call(getMatrix, { query: { from: day, to: day, measure } }, head)).total.total.count;

const everyDay = (): string[] => {
  const list: string[] = [];
  for (let at = Date.parse(days.from); at <= Date.parse(days.to); at += 86_400_000)
    list.push(new Date(at).toISOString().slice(0, 10));
  return list;
};

describe('how many were open and late at the end of a day', () => {
  test('is what the timeline tells: a night, a refusal, a merge and its end, a return, a late entry', async () => {
    const open = async (day: string) => total('open', day);
    expect(await open('2026-11-23')).toBe(await open('2026-11-22'));
    const entered = await open('2026-11-23');
    // Three before midnight, two after it.
    expect(await open('2026-11-24')).toBe(entered + 3);
    // The refused and the joined one rest; the approval that was taken back was none.
    expect(await open('2026-11-25')).toBe(entered + 3);
    expect(await open('2026-11-26')).toBe(entered + 3);
    // Answered; the joined one is on its own again.
    expect(await open('2026-11-27')).toBe(entered + 3);
    expect(await open('2026-11-28')).toBe(entered + 4);
    expect(await total('overdue', '2026-12-01')).toBe(0);
    expect(await total('overdue', '2027-01-11')).toBeGreaterThan(2);
  });

  test('and in what state it was then adds up to it', async () => {
    const of = async (day: string, measure: 'open' | 'overdue' = 'open') =>
      server.call(listStockStatuses, { query: { from: day, to: day, measure } }, head);
    for (const day of ['2026-11-24', '2026-11-25', '2026-11-28', '2027-01-12', '2027-01-25'])
      for (const measure of ['open', 'overdue'] as const) {
        const told = await of(day, measure);
        expect(told.total, `${day} ${measure}`).toBe(await total(measure, day));
        expect(told.statuses.reduce((sum, { count }) => sum + count, 0)).toBe(told.total);
      }
    const stateOf = async (day: string) =>
      Object.fromEntries((await of(day)).statuses.map(({ status, count }) => [status, count]));
    // Before anybody had looked at them; the answer waits for a decision; what was returned waits to be sorted.
    expect(Object.keys(await stateOf('2026-11-24'))).toEqual(['moderation']);
    expect(await stateOf('2026-11-26')).toMatchObject({ review: 1 });
    expect(await stateOf('2026-11-28')).toMatchObject({ reopened: 1 });
  });

  test('and of every district × block × channel × executor, and what happened on each day', async () => {
    const stock = Map.groupBy(await replayStock(server.app.pool, days), ({ day }) => day);
    const flow = Map.groupBy(await replayFlow(server.app.pool, days), ({ day }) => day);
    const now = new Date(NOW);
    let cells = 0;
    const compare = (held: Map<string, number>, told: [string, number][], words: string) => {
      const wanted = new Map(told.filter(([, value]) => value > 0));
      cells += wanted.size;
      expect(Object.fromEntries(held), words).toEqual(Object.fromEntries(wanted));
    };
    for (const day of everyDay()) {
      for (const measure of ['open', 'overdue'] as const)
        compare(
          cellsOfDay(await cube(), measure, day, now),
          (stock.get(day) ?? []).map((one) => [keyOfCell(one), one[measure]]),
          `${measure} ${day}`,
        );
      for (const measure of ['received', 'given', 'settled', 'returned'] as const)
        compare(
          cellsOfDay(await cube(), measure, day, now),
          (flow.get(day) ?? []).map((one) => [keyOfCell(one), one[measure]]),
          `${measure} ${day}`,
        );
    }
    expect(cells).toBeGreaterThan(150);
    expect((await checkFigures(server.app.services))!.difference).toBeNull();
  });

  test('and the same when it is read anew, and where the database counts', async () => {
    const everything = async () => {
      const told: number[] = [];
      for (const day of ['2026-11-24', '2026-11-25', '2026-11-28', '2027-01-13', '2027-01-25'])
        for (const measure of ['open', 'overdue', 'answered', 'returned'] as const)
          told.push(await total(measure, day));
      return told;
    };
    const followed = await everything();
    await server.app.pool.query('DELETE FROM heatmap.checkpoint');
    await refill(server.app.services);
    expect(await everything()).toEqual(followed);
    dropFigures(server.app.services);
    expect(await everything()).toEqual(followed);
    await refill(server.app.services);
  });

  test('what is told from the timeline alone is what was kept as it happened', async () => {
    const kept = () =>
      server.app.pool
        .query(
          "SELECT number, rested_at, (SELECT jsonb_agg(rest - 'late' - 'rating' - 'outcome') FROM jsonb_array_elements(rests) AS rest) AS rests FROM cases.case_file ORDER BY number",
        )
        .then(({ rows }) => rows);
    const before = await kept();
    await server.app.pool.query('SELECT cases.derive_rests()');
    expect(await kept()).toEqual(before);
    expect(before.filter(({ rests }) => rests !== null).length).toBeGreaterThan(1);
  });
});
