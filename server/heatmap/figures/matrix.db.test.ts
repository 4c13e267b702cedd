import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countMeasures, getMatrix, type HeatRow } from '../../../shared/contract/heatmap/heatmap.ts';
import type { Status } from '../../../shared/contract/messages/cases.ts';
import { listCases } from '../../../shared/contract/messages/cases-list.ts';
import { heatMeasures, listOfMeasure } from '../../../shared/text/heatmap/heatmap.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';

/** Two servers: a handful of cases counted by hand, and a crowd compared with the case list. */
let few: TestServer;
let many: TestServer;
let fewCookie: string;
let manyCookie: string;

const NOW = '2026-11-30T09:00:00Z';
const november = { from: '2026-11-01', to: '2026-11-30' };

beforeAll(async () => {
  [few, many] = await Promise.all([startTestServer(), startTestServer()]);
  for (const server of [few, many]) server.setNow(NOW);
  fewCookie = await signInAs(few, 'head');
  manyCookie = await signInAs(many, 'observer');
});
afterAll(() => Promise.all([few.close(), many.close()]));

const matrixOf = (server: TestServer, cookie: string, query: object = {}) =>
  server.call(getMatrix, { query: { ...november, ...query } }, cookie);

/** `title: block=count/before…` of every row that holds anything, totals last. */
const drawRow = ({ title, cells, total }: HeatRow): string =>
  `${title}: ${[
    ...Object.entries(cells)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([block, { count, before }]) => `${block}=${count}/${before}`),
    `all=${total.count}/${total.before}`,
  ].join(' ')}`;
const draw = (rows: HeatRow[]): string[] =>
  rows.filter(({ total }) => total.count + (total.before ?? 0) > 0).map(drawRow);

describe('a table counted by hand', () => {
  beforeAll(async () => {
    const yuzhny = { district_id: 'krasnogorsky.yuzhny' };
    const late = { due_at: '2026-11-20T18:59:59Z', status: 'in_work' };
    const solved = { status: 'answered', outcome: 'solved', answered_at: '2026-11-18T09:00:00Z' };
    const [first] = await plantCases(few, [
      { ...yuzhny, block: 'roads' },
      { ...yuzhny, block: 'roads', ...late },
      { ...yuzhny, block: 'waste', ...solved },
      { ...yuzhny, block: null },
      { district_id: 'krasnogorsky.kosmos', block: 'roads', ...solved },
      // Placed in the district and in none of its parts.
      { district_id: 'krasnogorsky', block: 'roads', ...late },
      {
        district_id: 'villages.maminskoe',
        block: 'energy',
        status: 'rejected',
        due_at: '2026-11-20T18:59:59Z',
      },
      { district_id: null, block: 'roads' },
      // A district that a replaced layer no longer has.
      { district_id: 'gone', block: 'waste', ...late },
      // The first and the last second of the local November.
      { ...yuzhny, block: 'energy', registered_at: '2026-10-31T19:00:00Z' },
      { ...yuzhny, block: 'energy', registered_at: '2026-11-30T18:59:59Z' },
      // The thirty days before it: 2 to 31 October.
      { ...yuzhny, block: 'roads', registered_at: '2026-10-31T18:59:59Z' },
      { ...yuzhny, block: 'roads', registered_at: '2026-10-01T19:00:00Z', ...late },
      // Just before those, and just after November.
      { ...yuzhny, block: 'roads', registered_at: '2026-10-01T18:59:59Z' },
      { ...yuzhny, block: 'roads', registered_at: '2026-11-30T19:00:00Z' },
    ]);
    await plantCases(few, [{ ...yuzhny, block: 'roads', status: 'merged', merged_into: first!.id }]);
  });

  test('received', async () => {
    const matrix = await matrixOf(few, fewCookie, { measure: 'received' });
    expect(draw(matrix.rows)).toEqual([
      'Красногорский район: energy=2/0 none=1/0 roads=4/2 waste=1/0 all=8/2',
      'Южный: energy=2/0 none=1/0 roads=2/2 waste=1/0 all=6/2',
      'Космос: roads=1/0 all=1/0',
      'без уточнения: roads=1/0 all=1/0',
      'Сёла и посёлки: energy=1/0 all=1/0',
      'Маминское: energy=1/0 all=1/0',
      'Без места: roads=1/0 waste=1/0 all=2/0',
    ]);
    expect(drawRow(matrix.total)).toBe('Всего: energy=3/0 none=1/0 roads=5/2 waste=2/0 all=11/2');
    expect(matrix).toMatchObject({ ...november, asOf: '2026-11-30T09:00:00.000Z' });
  });

  test.each([
    // All there are, whenever they came, beside those at the end of October.
    ['open', 'Всего: energy=2/0 none=1/0 roads=8/3 waste=1/0 all=12/3'],
    ['overdue', 'Всего: roads=3/0 waste=1/0 all=4/0'],
    ['solved', 'Всего: roads=1/0 waste=1/0 all=2/0'],
    ['answered', 'Всего: roads=1/0 waste=1/0 all=2/0'],
    ['returned', 'Всего: all=0/0'],
  ] as const)('%s', async (measure, total) => {
    expect(drawRow((await matrixOf(few, fewCookie, { measure })).total)).toBe(total);
  });

  test('narrowed by block, by district, by channel', async () => {
    const of = async (query: object) =>
      draw((await matrixOf(few, fewCookie, { measure: 'received', ...query })).rows);
    expect(await of({ block: 'waste' })).toEqual([
      'Красногорский район: waste=1/0 all=1/0',
      'Южный: waste=1/0 all=1/0',
      'Без места: waste=1/0 all=1/0',
    ]);
    expect(await of({ block: 'none' })).toEqual([
      'Красногорский район: none=1/0 all=1/0',
      'Южный: none=1/0 all=1/0',
    ]);
    expect(await of({ districtId: 'villages' })).toEqual([
      'Сёла и посёлки: energy=1/0 all=1/0',
      'Маминское: energy=1/0 all=1/0',
    ]);
    expect(await of({ districtId: 'krasnogorsky.kosmos' })).toHaveLength(2);
    expect(await of({ channel: 'phone_call' })).toEqual([]);
    expect(
      (await matrixOf(few, fewCookie, { measure: 'received', districtId: 'none' })).total.total.count,
    ).toBe(2);
  });

  test('what is not known of a former period is null and not nothing', async () => {
    const september = { from: '2026-10-01', to: '2026-10-31', measure: 'received' };
    const flow = await matrixOf(few, fewCookie, september);
    expect([flow.total.total, flow.beforePeriod]).toEqual([
      { count: 3, before: null },
      { from: '2026-08-31', to: '2026-09-30' },
    ]);
    // A stock asks for the end of that period alone.
    const stock = { from: '2026-10-02', to: '2026-10-31' };
    expect((await matrixOf(few, fewCookie, { ...stock, measure: 'received' })).total.total.before).toBeNull();
    expect((await matrixOf(few, fewCookie, { ...stock, measure: 'open' })).total.total).toEqual({
      count: 3,
      before: 1,
    });
    expect(
      (await matrixOf(few, fewCookie, { ...stock, from: '2026-10-01', measure: 'open' })).total.total.before,
    ).toBeNull();
  });

  test('a day of its own is compared with the day before it', async () => {
    const day = { from: '2026-11-01', to: '2026-11-01', measure: 'received' };
    expect(drawRow((await matrixOf(few, fewCookie, day)).total)).toBe('Всего: energy=1/0 roads=0/1 all=1/1');
  });
});

describe('who asks and for what', () => {
  test('an impossible, reversed or endless period is refused with the field named', async () => {
    const fail = (query: object) => few.fail(getMatrix, { query: { ...november, ...query } }, fewCookie);
    expect(await fail({ to: '2026-10-31' })).toMatchObject({
      status: 400,
      fields: { to: expect.any(String) },
    });
    expect(await fail({ to: '2026-11-31' })).toMatchObject({
      status: 400,
      fields: { to: expect.any(String) },
    });
    expect(await fail({ from: '2020-01-01' })).toMatchObject({
      status: 400,
      fields: { from: expect.any(String) },
    });
    expect(await fail({ from: 'вчера' })).toMatchObject({ status: 400 });
    expect(await fail({ measure: 'tears' })).toMatchObject({ status: 400 });
    expect(await fail({ channel: 'pigeon' })).toMatchObject({ status: 400 });
  });

  test('only staff with the right', async () => {
    const fail = (cookie?: string) => few.fail(getMatrix, { query: november }, cookie);
    expect((await fail()).status).toBe(401);
    expect((await fail(await signInResident(few))).status).toBe(403);
    expect((await fail(await signInAs(few, 'privacy-officer'))).status).toBe(403);
  });
});

const october = { from: '2026-10-02', to: '2026-10-31' };

/** Numbers of the same row at each run: a small linear congruential generator. */
function makeDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

describe('every number is the count of the list it opens', () => {
  const districts = ['krasnogorsky', 'krasnogorsky.yuzhny', 'krasnogorsky.tsentr', 'sinarsky.trubny'];
  const blocks = ['roads', 'housing', 'waste', 'other', null];
  const states: { status: Status; outcome?: string; answered_at?: string; closed_at?: string }[] = [
    { status: 'moderation' },
    { status: 'in_work' },
    { status: 'rejected' },
    { status: 'answered', outcome: 'solved', answered_at: '2026-11-25T09:00:00Z' },
    {
      status: 'closed',
      outcome: 'explained',
      answered_at: '2026-11-20T09:00:00Z',
      closed_at: '2026-11-28T09:00:00Z',
    },
    { status: 'answered', outcome: 'solved', answered_at: '2026-10-28T09:00:00Z' },
    { status: 'closed_no_reply', closed_at: '2026-11-28T09:00:00Z' },
    { status: 'deferred', outcome: 'planned' },
  ];
  beforeAll(async () => {
    const dice = makeDice(20_261_130);
    const places = [...districts, 'villages.pozarikha', 'gone', null];
    const rows = Array.from({ length: 190 }, () => ({
      district_id: places[dice(places.length)] ?? null,
      block: blocks[dice(blocks.length)] ?? null,
      // Two months and a day on each side, in steps of 67 minutes.
      registered_at: new Date(Date.parse('2026-10-01T00:00:00Z') + dice(1340) * 4_020_000).toISOString(),
      due_at: new Date(Date.parse('2026-11-20T00:00:00Z') + dice(21) * 86_400_000).toISOString(),
      ...states[dice(states.length)]!,
    }));
    const planted = await plantCases(many, rows);
    await plantCases(many, [{ ...rows[0], status: 'merged', merged_into: planted[1]!.id }]);
    // Some came back, some of those were answered again; some were merged at last.
    const { pool } = many.app;
    const answered =
      "status IN ('answered', 'closed') AND answered_at IS NOT NULL AND right(number, 1) < '6'";
    await pool.query(
      `UPDATE cases.case_file SET status = 'reopened', status_since = answered_at + interval '30 hours', answered_at = NULL, closed_at = NULL,
        outcome = NULL, reopen_count = 1 WHERE ${answered}`,
    );
    // In another month, so that a number of answers is one of cases.
    await pool.query(
      `UPDATE cases.case_file SET status = 'answered', status_since = '2026-11-29T09:00:00Z', answered_at = '2026-11-29T09:00:00Z',
        outcome = 'solved' WHERE status = 'reopened' AND rests->0->>'from' < '2026-10-31'`,
    );
    await pool.query(
      `UPDATE cases.case_file SET status = 'merged', merged_into = $1, status_since = '2026-11-05T09:00:00Z', closed_at = '2026-11-05T09:00:00Z'
        WHERE status = 'in_work' AND right(number, 1) < '3' AND registered_at < '2026-11-05' AND id <> $1`,
      [planted[1]!.id],
    );
  });

  test.each(countMeasures)('%s', async (measure) => {
    const list = async ({ from, to, ...part }: { from: string; to: string; block?: string }) => {
      const same = listOfMeasure(heatMeasures[measure], { from, to }, november.to);
      const query = { ...same, limit: 200, ...part };
      return (await many.call(listCases, { query: query as never }, manyCookie)).rows;
    };
    const tally = (rows: { block: string | null }[]) => {
      const counts: Record<string, number> = {};
      for (const { block } of rows) counts[block ?? 'none'] = (counts[block ?? 'none'] ?? 0) + 1;
      return { counts, total: rows.length };
    };
    const pick = ({ cells, total }: HeatRow, side: 'count' | 'before') => ({
      counts: Object.fromEntries(
        Object.entries(cells).flatMap(([block, cell]) => (cell[side] ? [[block, cell[side]]] : [])),
      ),
      total: total[side],
    });
    const matrix = await matrixOf(many, manyCookie, { measure });
    const sums = new Set(matrix.rows.filter(({ level }) => level === 0).map(({ districtId }) => districtId));
    const districtOf = ({ districtId, level }: HeatRow): string | undefined => {
      if (districtId === null) return 'none';
      return level === 1 && sums.has(districtId) ? `${districtId}.none` : districtId;
    };
    const lines = [
      ...matrix.rows.map((row) => ({ row, districtId: districtOf(row) })),
      { row: matrix.total },
    ];
    let cells = 0;
    for (const { row, ...part } of lines) {
      cells += Object.keys(row.cells).length;
      expect(pick(row, 'count'), row.title).toEqual(tally(await list({ ...november, ...part })));
      if (row.total.before || row === matrix.total)
        expect(pick(row, 'before'), `${row.title}, раньше`).toEqual(
          tally(await list({ ...october, ...part })),
        );
    }
    // A cell's own list is narrowed by its block too.
    for (const { row, ...part } of lines.filter((_, at) => at % 3 === 0)) {
      for (const [block, { count }] of Object.entries(row.cells))
        expect(await list({ ...november, ...part, block }), `${row.title} × ${block}`).toHaveLength(count);
    }
    expect(cells).toBeGreaterThan(15);
  });
});
