import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seedDemo } from '../../../server/demo/seed.ts';
import { checkFigures } from '../../../server/heatmap/figures/check/check.ts';
import { currentCube, dropFigures, refill } from '../../../server/heatmap/figures/feed/figures.ts';
import { getMatrix } from '../../../shared/contract/heatmap/heatmap.ts';
import { cellsOfDay, keyOfCell } from '../../support/figures/cells-of-day.ts';
import { playNight } from '../../support/figures/night.ts';
import { replayFlow, replayStock } from '../../support/figures/replay.ts';
import { startTestServer, type TestServer } from '../../support/site/server.ts';
import { signInAs } from '../../support/site/sign-in.ts';

const NOW = '2026-11-25T09:00:00Z';
const YEAR = 365;
const COUNT = 4000;
const stocks = ['open', 'overdue'] as const;
const flows = ['received', 'given', 'settled', 'returned'] as const;

const wrong: string[] = [];
const told = { days: 0, stock: 0, flow: 0, overHttp: 0, cells: 0, rests: 0 };

const dayBack = (now: string, days: number): string =>
  new Date(Date.parse(now) - days * 86_400_000).toISOString().slice(0, 10);

function listDays(now: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => dayBack(now, count - at));
}

/** Counts a day's cells of the figures beside those of the events; returns their sum. */
function compareCells(held: Map<string, number>, wanted: Map<string, number>, words: string): number {
  for (const key of new Set([...held.keys(), ...wanted.keys()])) {
    told.cells += 1;
    const [own, other] = [held.get(key) ?? 0, wanted.get(key) ?? 0];
    if (own !== other) wrong.push(`${words}, ${key}: в числах ${own}, по событиям ${other}`);
  }
  return [...wanted.values()].reduce((sum, value) => sum + value, 0);
}

/** Every day of a town, each cell of the figures and each total of the screen, beside what its timelines tell. */
async function compareTown(server: TestServer, now: string, count: number): Promise<void> {
  const list = listDays(now, count);
  const days = { from: list[0]!, to: list.at(-1)! };
  const { pool, services } = server.app;
  const stock = Map.groupBy(await replayStock(pool, days), ({ day }) => day);
  const flow = Map.groupBy(await replayFlow(pool, days), ({ day }) => day);
  const head = await signInAs(server, 'head');
  const cube = (await currentCube(services))!;
  const total = async (day: string, measure: 'open' | 'overdue' | 'answered' | 'returned') =>
    (await server.call(getMatrix, { query: { from: day, to: day, measure } }, head)).total.total.count;
  for (const day of list) {
    told.days += 1;
    const held = (measure: Parameters<typeof cellsOfDay>[1]) => cellsOfDay(cube, measure, day, new Date(now));
    for (const measure of stocks) {
      const rows = (stock.get(day) ?? []).filter((row) => row[measure] > 0);
      const wanted = new Map(rows.map((row) => [keyOfCell(row), row[measure]]));
      const sum = compareCells(held(measure), wanted, `${day}, ${measure}`);
      told.stock += sum;
      told.overHttp += 1;
      const shown = await total(day, measure);
      if (shown !== sum) wrong.push(`${day}, ${measure}: на экране ${shown}, по событиям ${sum}`);
    }
    for (const measure of flows) {
      const rows = (flow.get(day) ?? []).filter((row) => row[measure] > 0);
      const wanted = new Map(rows.map((row) => [keyOfCell(row), row[measure]]));
      told.flow += compareCells(held(measure), wanted, `${day}, ${measure}`);
    }
  }
  const { rows } = await pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM cases.case_file WHERE rests IS NOT NULL',
  );
  told.rests += rows[0]!.count;
  const difference = (await checkFigures(services))!.difference;
  if (difference) wrong.push(`сверка: ${JSON.stringify(difference)}`);
  const totals = async () => {
    const numbers: number[] = [];
    for (const day of list.filter((_, at) => at % Math.ceil(count / 8) === 1))
      for (const measure of [...stocks, 'answered', 'returned'] as const)
        numbers.push(await total(day, measure));
    return numbers.join(' ');
  };
  const followed = await totals();
  await pool.query('DELETE FROM heatmap.checkpoint');
  await refill(services);
  if ((await totals()) !== followed) wrong.push('прочитанное заново не равно тому, что шло за событиями');
  dropFigures(services);
  if ((await totals()) !== followed) wrong.push('посчитанное базой не равно числам в памяти');
  await refill(services);
}

function report(): void {
  const path = process.env.PLAYED;
  if (path) writeFileSync(path, JSON.stringify({ ...told, wrong }));
  expect(wrong.slice(0, 5)).toEqual([]);
}

test('a year of the demo city', { timeout: 1_800_000 }, async () => {
  const server = await startTestServer({ OTKLIK_DEMO: '1' }, NOW);
  await seedDemo(server.app.services, { seed: process.env.PLAYED_SEED ?? '1', count: COUNT, days: YEAR });
  await compareTown(server, NOW, YEAR);
  await server.close();
  report();
});

test('nights, returns, merges and late entries played through requests', { timeout: 300_000 }, async () => {
  const server = await startTestServer();
  await playNight(server);
  await compareTown(server, '2027-01-25T09:00:00Z', 65);
  await server.close();
  report();
});
