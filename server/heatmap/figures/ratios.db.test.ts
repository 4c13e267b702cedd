import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  getMatrix,
  type HeatCell,
  type HeatRow,
  listHexagons,
  listHotspots,
  listStockStatuses,
  listWeeks,
  ratioMeasures,
} from '../../../shared/contract/heatmap/heatmap.ts';
import { listCases } from '../../../shared/contract/messages/cases-list.ts';
import { heatMeasures, listOfMeasure } from '../../../shared/text/heatmap/heatmap.ts';
import { heatRatioOf, heatRatios } from '../../../shared/text/heatmap/ratios.ts';
import {
  type Counted,
  countPlain,
  type Days,
  NOW,
  november,
  plantCrowd,
  sum,
  yuzhny,
} from '../../../tests/support/figures/ratio-crowd.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { dropFigures, refill } from './feed/figures.ts';

/** Each number of a ratio against plain SQL over the table of cases, in memory and in the database. */

let server: TestServer;
let cookie: string;

const october = { from: '2026-10-05', to: '2026-10-24' };

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  cookie = await signInAs(server, 'head');
  await plantCrowd(server);
});
afterAll(() => server.close());

const matrixOf = (query: object) => server.call(getMatrix, { query: query as never }, cookie);
/** Districts a row gathers. */
function takes({ districtId, level, title }: HeatRow): (district: string | null) => boolean {
  if (districtId === null) return title === 'Всего' ? () => true : (district) => district === null;
  if (level === 0)
    return (district) => district === districtId || Boolean(district?.startsWith(`${districtId}.`));
  return (district) => district === districtId;
}

async function compare(measure: (typeof ratioMeasures)[number], days: Days): Promise<number> {
  const matrix = await matrixOf({ ...days, measure });
  const ratio = heatRatios[measure];
  const [now, before] = await Promise.all([
    countPlain(server, days),
    countPlain(server, matrix.beforePeriod),
  ]);
  let cells = 0;
  const check = (cell: HeatCell, told: Counted[], former: Counted[], words: string) => {
    cells += 1;
    expect([cell.count, cell.before], words).toEqual([sum(told, ratio.part), sum(former, ratio.part)]);
    if (ratio.whole !== 'residents')
      expect([cell.whole, cell.wholeBefore], words).toEqual([
        sum(told, ratio.whole),
        sum(former, ratio.whole),
      ]);
  };
  for (const row of [...matrix.rows, matrix.total]) {
    const own = (list: Counted[]) => list.filter(({ district }) => takes(row)(district));
    check(row.total, own(now), own(before), `${measure} ${row.title}`);
    for (const [block, cell] of Object.entries(row.cells)) {
      const of = (list: Counted[]) => own(list).filter((one) => one.block === block);
      check(cell, of(now), of(before), `${measure} ${row.title} × ${block}`);
    }
  }
  return cells;
}

describe('a ratio of the matrix', () => {
  test.each(ratioMeasures)('%s is what the cases say, its totals are ratios of totals', async (measure) => {
    for (const days of [november, october]) expect(await compare(measure, days)).toBeGreaterThan(15);
  });

  test('and the same where the database counts', async () => {
    dropFigures(server.app.services);
    for (const measure of ratioMeasures) expect(await compare(measure, november)).toBeGreaterThan(15);
    await refill(server.app.services);
  });

  test.each(['overdue-share', 'solved-share', 'mean-rating'] as const)(
    'both sides of %s open their cases',
    async (measure) => {
      const { total, rows } = await matrixOf({ ...november, measure });
      const { part, whole } = heatRatios[measure];
      const row = rows.find(({ districtId }) => districtId === yuzhny)!;
      const listed = async (of: typeof part, more: object) => {
        const query = { ...listOfMeasure(of, november, november.to), ...more, limit: 1 };
        return (await server.call(listCases, { query: query as never }, cookie)).total;
      };
      if (whole === 'residents') throw new Error('no list');
      const isMean = measure === 'mean-rating';
      expect(await listed(isMean ? whole : part, {})).toBe(isMean ? total.total.whole : total.total.count);
      expect(await listed(whole, { districtId: yuzhny, block: 'roads' })).toBe(row.cells.roads!.whole);
      expect(row.cells.roads!.whole).toBeGreaterThan(5);
    },
  );
});

describe('messages to a thousand residents', () => {
  const find = (rows: HeatRow[], title: string) => rows.find((row) => row.title === title)!;

  test('are of the residents of the place; where nobody knows how many, nothing is told', async () => {
    const { rows, total, residentsSource } = await matrixOf({ ...november, measure: 'per-1000' });
    const wholes = Object.fromEntries([...rows, total].map((row) => [row.title, row.total.whole]));
    expect(wholes).toMatchObject({
      Южный: 33_800,
      'Красногорский район': 86_000,
      Позариха: 1500,
      'без уточнения': null,
      'Без места': null,
      Всего: 170_000,
    });
    expect(residentsSource).toBe('условная численность для демонстрации');
    expect(Object.values(find(rows, 'Южный').cells).map(({ whole }) => whole)).toEqual(
      Object.values(find(rows, 'Южный').cells).map(() => 33_800),
    );
    expect(find(rows, 'Без места').total.count).toBeGreaterThan(0);
  });

  test('are of the residents of that day', async () => {
    const old = { from: '2026-01-01', to: '2026-01-31', measure: 'per-1000' };
    await plantCases(server, [{ district_id: yuzhny, registered_at: '2025-06-01T09:00:00Z' }]);
    const { total } = (await matrixOf(old)).rows.find(({ districtId }) => districtId === yuzhny)!;
    expect([total.whole, total.wholeBefore]).toEqual([33_800, 34_000]);
  });

  test('narrowed to a place are of its residents alone, to an outline of nobody knows how many', async () => {
    const narrow = async (query: object) => {
      const { rows, total } = await matrixOf({ ...november, measure: 'per-1000', ...query });
      return [
        find(rows, 'Южный'),
        find(rows, 'Красногорский район'),
        find(rows, 'Синарский район'),
        total,
      ].map((row) => row.total.whole);
    };
    expect(await narrow({ districtId: yuzhny })).toEqual([33_800, 33_800, 0, 33_800]);
    expect(await narrow({ districtId: 'krasnogorsky' })).toEqual([33_800, 86_000, 0, 86_000]);
    expect(await narrow({ districtId: 'krasnogorsky.none' })).toEqual([null, null, null, null]);
    expect(await narrow({ districtId: 'none' })).toEqual([null, null, null, null]);
    expect(await narrow({ area: '61.8,56.3;62,56.3;62,56.5' })).toEqual([null, null, null, null]);
  });
});

describe('the rest of the screen under a ratio', () => {
  test('weeks tell both sides, of residents those of the week', async () => {
    const { weeks } = await server.call(
      listWeeks,
      { query: { ...november, measure: 'overdue-share' } },
      cookie,
    );
    const last = await countPlain(server, { from: '2026-11-16', to: '2026-11-22' });
    expect(weeks.find(({ from }) => from === '2026-11-16')).toMatchObject({
      count: sum(last, 'overdue'),
      whole: sum(last, 'open'),
    });
    const rates = await server.call(listWeeks, { query: { ...november, measure: 'per-1000' } }, cookie);
    expect(rates.weeks.at(-1)).toMatchObject({ whole: 170_000 });
    const counts = await server.call(listWeeks, { query: { ...november, measure: 'overdue' } }, cookie);
    expect(counts.weeks.at(-1)).not.toHaveProperty('whole');
  });

  test.each(ratioMeasures)('hexagons, hotspots and states of %s are those of its part', async (measure) => {
    const query = { ...november, measure };
    const counted = Object.entries(heatMeasures).find(
      ([id, drawn]) => drawn === heatMeasures[measure] && !heatRatioOf(id as never),
    )?.[0];
    const hexagons = await server.call(listHexagons, { query }, cookie);
    const spots = await server.call(listHotspots, { query }, cookie);
    expect(spots.hotspots[0]?.count).toBe(hexagons.hexagons[0]?.count);
    expect(hexagons.total).toBe(sum(await countPlain(server, november), heatMeasures[measure]));
    if (counted) {
      const same = { query: { ...november, measure: counted as never } };
      expect(hexagons).toEqual(await server.call(listHexagons, same, cookie));
    }
    if (measure === 'overdue-share') {
      const states = await server.call(listStockStatuses, { query }, cookie);
      expect(states.total).toBe(hexagons.total);
    }
  });
});
