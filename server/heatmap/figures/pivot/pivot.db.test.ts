import { latLngToCell } from 'h3-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  additiveMeasures,
  flowMeasures,
  getHeatTile,
  getPivot,
  getPivotTable,
  isStock,
  pivotSides,
} from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { makeUnit } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../../tests/support/site/sign-in.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';
import { projectPoint } from '../../../lib/mercator.ts';
import { dropFigures, refill } from '../feed/figures.ts';
import { timeSides } from './pivot-sides.ts';

let server: TestServer;
let cookie: string;
let unit: string;
const period = { from: '2026-09-01', to: '2026-11-30' };

/** A small linear congruential generator: the same cases at each run. */
function makeDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-30T09:00:00Z');
  cookie = await signInAs(server, 'head');
  unit = await makeUnit(server, 'Управление дорог', 'roads');
  await signInResident(server, '+79120000071');
  const { rows: residents } = await server.app.pool.query<{ id: string }>(
    "SELECT id FROM identity.person WHERE kind = 'resident'",
  );
  const dice = makeDice(7);
  const facts = currentTaxonomy().facts;
  const some = <T>(list: readonly T[]): T => list[dice(list.length)]!;
  await plantCases(
    server,
    Array.from({ length: 150 }, (_, at) => {
      const fact = dice(5) === 0 ? null : facts[dice(30)]!;
      const registered = Date.parse('2026-08-30T20:00:00Z') + dice(91 * 24) * 3_600_000;
      const isAnswered = dice(3) > 0;
      const point = { lat: 56.4 + dice(100) / 5000, lon: 61.9 + dice(100) / 5000 };
      const placed =
        dice(6) === 0 ? {} : { ...point, h3: latLngToCell(point.lat, point.lon, 9), is_home: dice(3) === 0 };
      return {
        ...placed,
        registered_at: new Date(registered).toISOString(),
        due_at: new Date(registered + 20 * 86_400_000).toISOString(),
        block: fact ? fact.block : some(['roads', null]),
        fact_id: fact?.id ?? null,
        district_id: some(['krasnogorsky', 'krasnogorsky.yuzhny', 'sinarsky.trubny', 'gone', null]),
        channel: some(['pos', 'phone_call', 'site_form']),
        executor_unit_id: some([unit, null]),
        resident_id: at % 3 === 0 ? residents[0]!.id : null,
        ...(isAnswered && {
          status: some(['answered', 'deferred']),
          answered_at: new Date(
            Math.min(registered + dice(30) * 86_400_000, Date.parse('2026-11-30T08:00:00Z')),
          ).toISOString(),
          outcome: some(['solved', 'explained']),
          rating: some([null, 1, 3, 5]),
          reopen_count: dice(2),
          rework_count: dice(2),
        }),
      };
    }),
  );
});
afterAll(() => server.close());

const read = (query: object) => server.call(getPivot, { query: { ...period, ...query } as never }, cookie);

/** A table as texts «row × column: number», whatever the order of its lines. */
async function cellsOf(query: object): Promise<string[]> {
  const { rows, columns, values, second } = await read(query);
  return rows
    .flatMap((row, line) =>
      columns.map((column, place) => {
        const at = line * columns.length + place;
        return `${row.title} × ${column.title}: ${values[at]} ${second?.[at] ?? ''}`;
      }),
    )
    .toSorted();
}

describe('every table is the one the database counts', () => {
  const narrowings = [
    {},
    { channel: 'pos' },
    { block: 'none' },
    { districtId: 'krasnogorsky' },
    { unitId: 'none' },
  ];
  const pairs = pivotSides.flatMap((rows, at) =>
    pivotSides.flatMap((columns, other) => (rows === columns ? [] : [{ rows, columns, at: at + other }])),
  );

  test('of any two sides, any measure, narrowed or not', async () => {
    const every = pairs.map(({ rows, columns, at }, index) => ({
      rows,
      columns,
      measure: additiveMeasures[index % additiveMeasures.length],
      second: additiveMeasures[(index + at) % additiveMeasures.length],
      ...narrowings[index % narrowings.length],
    }));
    const isTold = (plan: (typeof every)[number]): boolean => {
      const measures = [plan.measure!, plan.second!];
      const isOf = (side: string) => plan.rows === side || plan.columns === side;
      const isTimeTwice = [plan.rows, plan.columns].every((side) => timeSides.includes(side));
      if ((isOf('outcome') || isTimeTwice) && measures.some(isStock)) return false;
      if (isOf('outcome') && measures.includes('returned')) return false;
      return (
        !isOf('age') ||
        measures.every((one) => one === 'received' || !flowMeasures.some((flow) => flow === one))
      );
    };
    for (const query of every.filter((plan) => !isTold(plan)).slice(0, 5))
      expect((await server.fail(getPivot, { query: { ...period, ...query } as never }, cookie)).status).toBe(
        400,
      );
    const plans = every.filter(isTold);
    const fromMemory: string[][] = [];
    for (const plan of plans) fromMemory.push(await cellsOf(plan));
    dropFigures(server.app.services);
    for (const [index, plan] of plans.entries())
      expect(await cellsOf(plan), JSON.stringify(plan)).toEqual(fromMemory[index]);
    await refill(server.app.services);
    expect(fromMemory.flat().length).toBeGreaterThan(500);
  });

  test('the table of the screen: subtotals, totals and every list its numbers open, by any side and measure', async () => {
    const table = (query: object) =>
      server.call(getPivotTable, { query: { ...period, ...query } as never }, cookie);
    const listed = (list: object) =>
      server.call(listCases, { query: list as never }, cookie).then((page) => page.total);
    const plans = [
      { rows: 'subarea', columns: 'outcome' },
      { rows: 'fact', columns: 'channel', measure: 'answered' },
      { rows: 'category', columns: 'importance', measure: 'late' },
      { rows: 'unit', columns: 'block', measure: 'rated-well' },
      { rows: 'month', columns: 'unit', measure: 'overdue' },
      { rows: 'quarter', columns: 'district', measure: 'reopened', channel: 'pos' },
      { rows: 'outcome', columns: 'week', measure: 'reworked' },
      { rows: 'year', columns: 'channel', measure: 'deferred' },
      { rows: 'age', columns: 'applicant', measure: 'open' },
      { rows: 'age', columns: 'block', measure: 'overdue', to: '2026-10-20' },
      { rows: 'district', columns: 'week', measure: 'open', to: '2026-10-20' },
      { rows: 'month', columns: 'channel', measure: 'given' },
      { rows: 'unit', columns: 'day', measure: 'settled' },
      { rows: 'block', columns: 'channel', measure: 'given-late' },
      { rows: 'applicant', columns: 'age', channel: 'pos' },
    ];
    for (const plan of plans) {
      const { table: found } = await table(plan);
      const rows = found.rows.filter(({ kind }) => kind === 'row');
      // Of a stock over time the total is what there was in the end.
      const parts = plan.rows === 'month' && plan.measure === 'overdue' ? rows.slice(-1) : rows;
      const sums = found.columns.map((_, at) => parts.reduce((sum, { cells }) => sum + cells[at]!, 0));
      expect(found.rows.at(-1)!.cells, JSON.stringify(plan)).toEqual(sums);
      // Every subtotal and total, and the cells of a few rows: all of them would take minutes.
      for (const row of found.rows.filter(({ kind }, at) => kind !== 'row' || at % 7 === 1))
        for (const [at, column] of found.columns.entries()) {
          if (row.kind === 'row' && at % 2 === 1) continue;
          const list = { ...found.list, ...row.list, ...column.list };
          expect(await listed(list), JSON.stringify(list)).toBe(row.cells[at]);
        }
    }
  });

  test('compares with the period before and with the year before; sides about one thing are refused', async () => {
    const month = { from: '2026-10-01', to: '2026-10-31', rows: 'channel', columns: 'month' };
    const table = (query: object) => server.call(getPivotTable, { query: query as never }, cookie);
    const now = await table(month);
    expect(now.beforePeriod).toEqual({ from: '2026-09-01', to: '2026-09-30' });
    const former = await table({ ...month, from: '2026-09-01', to: '2026-09-30', compare: 'none' });
    expect(former.before).toBeNull();
    expect(now.before!.at(-1)!.at(-1)).toBe(former.table.rows.at(-1)!.cells.at(-1));
    // What has gone down to nothing keeps its line: the former total is that of the whole former period.
    const gone = { from: '2026-10-05', to: '2026-10-05', rows: 'fact', columns: 'channel' };
    const day = await table(gone);
    const dayBefore = await table({ ...gone, from: '2026-10-04', to: '2026-10-04', compare: 'none' });
    expect(day.before!.at(-1)!.at(-1)).toBe(dayBefore.table.rows.at(-1)!.cells.at(-1));
    expect(day.table.rows.filter(({ cells }) => cells.at(-1) === 0).length).toBeGreaterThan(0);
    const year = await table({ ...month, compare: 'year' });
    expect(year.beforePeriod).toEqual({ from: '2025-10-01', to: '2025-10-31' });
    const byAge = await table({ ...month, rows: 'age', columns: 'channel' });
    expect(byAge).toMatchObject({ before: null, beforePeriod: null });
    expect(byAge.table.rows.map(({ title }) => title)).toEqual(['8–30 дней', '31–90 дней', 'Всего']);
    const refusal = await server.inject({
      method: 'GET',
      headers: { cookie },
      url: '/api/heatmap/pivot/table?from=2026-10-01&to=2026-10-31&rows=day&columns=month',
    });
    expect(refusal.statusCode).toBe(400);
  });

  test('and every number is the length of the list it opens', async () => {
    const { rows, columns, values, total } = await read({ rows: 'subarea', columns: 'channel' });
    const list = (more: object) =>
      server.call(listCases, { query: { ...period, ...more } as never }, cookie).then((page) => page.total);
    expect(total).toBe(await list({}));
    for (const [line, row] of rows.entries()) {
      const districtId = row.id === 'krasnogorsky' ? 'krasnogorsky.none' : row.id;
      for (const [place, column] of columns.entries())
        expect(await list({ districtId, channel: column.id })).toBe(values[line * columns.length + place]);
    }
  });
});

test('two equal sides, an endless period and an unknown measure are refused', async () => {
  const fail = (query: object) =>
    server.fail(
      getPivot,
      { query: { ...period, rows: 'block', columns: 'channel', ...query } as never },
      cookie,
    );
  expect(await fail({ columns: 'block' })).toMatchObject({
    status: 400,
    fields: { columns: expect.any(String) },
  });
  expect(await fail({ from: '2020-01-01' })).toMatchObject({ status: 400 });
  expect(await fail({ measure: 'tears' })).toMatchObject({ status: 400 });
});

describe('a tile', () => {
  const tileAt = (z: number) => {
    const { x, y } = projectPoint(56.41, 61.91);
    return { z, x: Math.floor(x * 2 ** z), y: Math.floor(y * 2 ** z) };
  };
  const count = async (params: { z: number; x: number; y: number }, more: object = {}) => {
    const { clusters } = await server.call(getHeatTile, { params, query: { ...period, ...more } }, cookie);
    return clusters.reduce((sum, [, , cases]) => sum + cases, 0);
  };

  test('holds what its four parts hold, near by and far out', async () => {
    for (const z of [14, 15, 16]) {
      const { x, y } = tileAt(z);
      const parts = [0, 1].flatMap((dx) => [0, 1].map((dy) => ({ z: z + 1, x: x * 2 + dx, y: y * 2 + dy })));
      let sum = 0;
      for (const part of parts) sum += await count(part);
      expect(await count({ z, x, y })).toBe(sum);
    }
    const placed = await read({ rows: 'month', columns: 'channel' });
    expect(await count(tileAt(6))).toBeLessThan(placed.total);
    expect(await count(tileAt(6))).toBeGreaterThan(90);
  });

  test('follows what changes, and goes by block', async () => {
    const tile = tileAt(14);
    const before = await count(tile, { block: 'culture' });
    const point = { lat: 56.4101, lon: 61.9101 };
    const [one] = await plantCases(server, [
      { ...point, h3: latLngToCell(point.lat, point.lon, 9), block: 'culture' },
    ]);
    expect(await count(tile, { block: 'culture' })).toBe(before + 1);
    await server.app.pool.query("UPDATE cases.case_file SET block = 'roads' WHERE id = $1", [one!.id]);
    expect(await count(tile, { block: 'culture' })).toBe(before);
    expect(await count(tile, { block: 'no-such' })).toBe(0);
  });
});
