import { latLngToCell } from 'h3-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getMatrix, listHexagons } from '../../../../shared/contract/heatmap/heatmap.ts';
import {
  type AdditiveMeasure,
  additiveMeasures,
  flowMeasures,
  getPivot,
  isStock,
  type PivotSide,
  pivotSides,
} from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { asSystem, makeUnit } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';
import { pruneChanges } from '../../../messages/cases/core/change-log.ts';
import { isTime } from '../pivot/pivot-sides.ts';
import { currentCube, dropFigures, refill } from './figures.ts';
import { freshRollup, startRollup, stopRollup, whenRolledUp } from './rollup.ts';
import { checkRollup, describeRollupDifference } from './rollup-check.ts';

let server: TestServer;
let cookie: string;
let unit: string;
let ids: string[];
/** Ends within months on both sides, and months between. */
const period = { from: '2026-07-19', to: '2026-11-12' };

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
  const dice = makeDice(11);
  const facts = currentTaxonomy().facts;
  const some = <T>(list: readonly T[]): T => list[dice(list.length)]!;
  const planted = await plantCases(
    server,
    Array.from({ length: 260 }, () => {
      const fact = dice(5) === 0 ? null : facts[dice(20)]!;
      // From the last local evening of June, which in UTC is June too and in the city is July.
      const registered = Date.parse('2026-06-30T18:30:00Z') + dice(150 * 24) * 3_600_000;
      const at = { lat: 56.4 + dice(100) / 5000, lon: 61.9 + dice(100) / 5000 };
      return {
        ...(dice(6) === 0 ? {} : { ...at, h3: latLngToCell(at.lat, at.lon, 9) }),
        registered_at: new Date(registered).toISOString(),
        due_at: new Date(registered + 20 * 86_400_000).toISOString(),
        block: fact ? fact.block : some(['roads', null]),
        fact_id: fact?.id ?? null,
        district_id: some(['krasnogorsky', 'krasnogorsky.yuzhny', 'sinarsky.trubny', 'gone', null]),
        channel: some(['pos', 'phone_call', 'site_form']),
        executor_unit_id: some([unit, null]),
        ...(dice(3) > 0 && {
          status: some(['answered', 'deferred']),
          answered_at: new Date(registered + dice(30) * 86_400_000).toISOString(),
          outcome: some(['solved', 'explained']),
          rating: some([null, 1, 3, 5]),
          reopen_count: dice(2),
          rework_count: dice(2),
        }),
      };
    }),
  );
  ids = planted.map(({ id }) => id);
});
afterAll(() => server.close());

const services = () => server.app.services;
const pool = () => server.app.pool;

async function table(query: object): Promise<string[]> {
  const { rows, columns, values } = await server.call(
    getPivot,
    { query: { ...period, ...query } as never },
    cookie,
  );
  const cells = rows.flatMap((row, line) =>
    columns.map((column, place) => `${row.id} × ${column.id}: ${values[line * columns.length + place]}`),
  );
  return cells.filter((cell) => !cell.endsWith(': 0')).toSorted();
}

/** What is refused of a side is asked of what came. */
function askable(rows: PivotSide, columns: PivotSide, measure: AdditiveMeasure): AdditiveMeasure {
  const isOf = (side: PivotSide): boolean => rows === side || columns === side;
  const isOverTime = isTime(rows) && isTime(columns);
  const isRefused =
    (isStock(measure) && (isOf('outcome') || isOverTime)) ||
    (measure === 'returned' && isOf('outcome')) ||
    (isOf('age') && flowMeasures.some((flow) => flow === measure));
  return isRefused ? 'received' : measure;
}

const queries = [
  // Each pair once, by one measure or another, so that all pairs and all measures take part.
  ...pivotSides.flatMap((rows, line) =>
    pivotSides.flatMap((columns, place) =>
      place <= line
        ? []
        : [
            {
              rows,
              columns,
              measure: askable(
                rows,
                columns,
                additiveMeasures[(line * 3 + place) % additiveMeasures.length]!,
              ),
            },
          ],
    ),
  ),
  { rows: 'subarea', columns: 'fact', channel: 'pos' },
  { rows: 'block', columns: 'channel', districtId: 'krasnogorsky' },
  { rows: 'month', columns: 'block', measure: 'rating-sum' },
  { rows: 'fact', columns: 'unit', block: 'none', measure: 'rated' },
];

async function everything(): Promise<unknown[]> {
  const tables: unknown[] = [];
  for (const query of queries) tables.push(await table(query));
  for (const measure of ['received', 'solved', 'open', 'overdue'] as const) {
    const query = { ...period, measure };
    tables.push((await server.call(getMatrix, { query }, cookie)).rows);
    tables.push(await server.call(listHexagons, { query }, cookie));
  }
  return tables;
}

/** The same questions answered from memory, from rollups, from the cases alone. */
async function requireSame(): Promise<void> {
  await refill(services());
  expect(await currentCube(services())).not.toBeNull();
  const inMemory = await everything();
  dropFigures(services());
  startRollup(services());
  await whenRolledUp(services());
  expect(await freshRollup(services())).toBe(true);
  const rolledUp = await everything();
  await stopRollup();
  const byCases = await everything();
  expect(rolledUp).toEqual(byCases);
  expect(inMemory).toEqual(byCases);
}

describe('a city that does not fit into memory', () => {
  test('gives every table, the matrix and the hexagons from rollups as from memory and as from the cases', async () => {
    await requireSame();
  });

  test('and so after cases came, changed, merged and went, some of it in transactions that ended late', async () => {
    const late = await pool().connect();
    await late.query('BEGIN');
    await late.query("UPDATE cases.case_file SET block = 'culture', fact_id = NULL WHERE id = $1", [ids[0]]);
    await pool().query(
      "UPDATE cases.case_file SET rating = 4, outcome = 'solved', answered_at = registered_at + interval '2 days' WHERE id = ANY($1)",
      [ids.slice(5, 40)],
    );
    await pool().query('UPDATE cases.case_file SET merged_into = $2 WHERE id = ANY($1)', [
      ids.slice(50, 60),
      ids[61],
    ]);
    await pool().query(
      "UPDATE cases.case_file SET registered_at = registered_at - interval '40 days' WHERE id = $1",
      [ids[70]],
    );
    await plantCases(server, [{ block: 'roads', registered_at: '2026-09-15T10:00:00Z' }]);
    startRollup(services());
    await whenRolledUp(services());
    expect(await freshRollup(services())).toBe(true);
    await late.query('COMMIT');
    late.release();
    expect((await checkRollup(services()))!.difference).toBeNull();
    await stopRollup();
    await requireSame();
  });

  test('rollups are built anew when the log of changes no longer reaches back', async () => {
    await pool().query("UPDATE cases.case_file SET block = 'culture' WHERE id = $1", [ids[80]]);
    await pool().query("UPDATE cases.change SET changed_at = '2026-10-01'");
    await asSystem(server, pruneChanges);
    startRollup(services());
    await whenRolledUp(services());
    await freshRollup(services());
    await whenRolledUp(services());
    expect(await freshRollup(services())).toBe(true);
    expect((await checkRollup(services()))!.difference).toBeNull();
    await stopRollup();
  });

  test('a planted difference is named by its cell', async () => {
    await pool().query(
      "UPDATE heatmap.rollup SET solved = solved + 3 WHERE cuboid = 6 AND block = 'roads' AND registered_at = '2026-07-31T19:00:00Z'",
    );
    const { difference } = (await checkRollup(services()))!;
    expect(difference).toMatchObject({
      title: 'решено из поступивших',
      month: '2026-08-01',
      cell: { block: 'roads' },
    });
    expect(difference!.held - difference!.counted).toBe(3);
    expect(describeRollupDifference(difference!)).toContain('блок roads');
  });
});
