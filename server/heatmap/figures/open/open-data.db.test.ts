import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getMatrix } from '../../../../shared/contract/heatmap/heatmap.ts';
import {
  getPublicFigures,
  type OpenLine,
  type PublicFigures,
} from '../../../../shared/contract/heatmap/heatmap-open.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { newId } from '../../../lib/ids.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { publishJob } from './editions.ts';

let server: TestServer;
let cookie: string;
const SECRET = 'ул. Тайная, 7, спросить Подсолнухову';
const SYSTEM = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };

/** How many cases of each block and district: one pair is of two people alone. */
const planted = [
  ['roads', 'krasnogorsky', 30],
  ['roads', 'sinarsky', 20],
  ['health', 'krasnogorsky', 2],
  ['health', 'sinarsky', 12],
  ['yards', 'krasnogorsky', 10],
  ['yards', 'sinarsky', 8],
] as const;

/** Cases of October: every second one is answered in three days, in time and solved. */
const casesOf = (block: string, district_id: string, count: number, day = '2026-10-15') =>
  Array.from({ length: count }, (_, at) => ({
    block,
    district_id,
    title: SECRET,
    body: SECRET,
    address: SECRET,
    registered_at: `${day}T09:00:00Z`,
    due_at: '2026-10-25T09:00:00Z',
    ...(at % 2 === 0 && {
      status: 'answered' as const,
      answered_at: '2026-10-18T09:00:00Z',
      outcome: 'solved' as const,
    }),
  }));

/** A resident's word on an answer, as `cases` keeps it. */
async function rate(caseId: string, score: number, resolved: 'yes' | 'no'): Promise<void> {
  const contact = newId();
  await server.app.pool.query(
    `INSERT INTO cases.contact (id, case_id, kind, regime, regime_reason, identity, received_at)
     VALUES ($1, $2, 'site_form', 'pos_message', '', 'none', '2026-10-15T09:00:00Z')`,
    [contact, caseId],
  );
  await server.app.pool.query(
    `INSERT INTO cases.rating (id, case_id, contact_id, round, score, resolved, at)
     VALUES ($1, $2, $3, 1, $4, $5, '2026-10-20T09:00:00Z')`,
    [newId(), caseId, contact, score, resolved],
  );
}

const publish = async (): Promise<void> => {
  await runMutation(server.app.services, SYSTEM, async (ctx) => ctx.enqueue(publishJob, {}));
  await server.drain();
};

beforeAll(async () => {
  server = await startTestServer();
  cookie = await signInAs(server, 'head');
});
afterAll(() => server.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  server.app.http.inject({ method: 'GET', url, headers });
const readFigures = async (period = 'month'): Promise<PublicFigures> =>
  getPublicFigures.reply.parse((await get(`/api/open-data/figures?period=${period}`)).json());
interface SetRow {
  month: string;
  level: string;
  block_id: string;
  district_id: string;
  [measure: string]: string | number | null;
}
const readSet = async (): Promise<{ passport: Record<string, unknown>; rows: SetRow[] }> =>
  (await get('/api/open-data/messages?format=json')).json();
const lineOf = (lines: readonly OpenLine[], id: string): OpenLine => lines.find((line) => line.id === id)!;

test('until a month is over nothing is told, and nobody is named', async () => {
  server.setNow('2026-10-30T09:00:00Z');
  const ids = await plantCases(
    server,
    planted.flatMap(([block, district, count]) => casesOf(block, district, count)),
  );
  for (const [at, { id }] of ids
    .slice(0, 30)
    .filter((_, place) => place % 2 === 0)
    .entries())
    await rate(id, at < 9 ? 5 : 2, at < 9 ? 'yes' : 'no');
  await publish();
  expect(await readFigures()).toMatchObject({ period: null, edition: '2026-10-26', blocks: [], months: [] });
  expect((await readSet()).rows).toEqual([]);
});

test('a month is told on the Monday after it, not before', async () => {
  server.setNow('2026-11-01T19:30:00Z');
  await publish();
  // Half past midnight on Monday, 2 November in the city.
  expect(await readFigures()).toMatchObject({
    period: { from: '2026-10-01', to: '2026-10-31' },
    edition: '2026-11-02',
  });
});

describe('how the city answers', () => {
  test('numbers are those of the matrix of the month; shares are of what is shown', async () => {
    const { total, overdue, districts, blocks } = await readFigures();
    const query = { from: '2026-10-01', to: '2026-10-31', measure: 'received' as const };
    const matrix = await server.call(getMatrix, { query }, cookie);
    expect(total.counts.received).toBe(matrix.total.total.count);
    expect(lineOf(blocks, 'roads').counts.received).toBe(matrix.total.cells.roads?.count);
    expect(lineOf(districts, 'sinarsky').counts.received).toBe(40);
    expect(total).toMatchObject({
      counts: { received: 82, answered: 41, solved: 41, due: 82, late: 41, rated: 15, ratedWell: 9 },
      onTimeShare: 0.5,
      averageDays: 3,
      averageRating: 3.8,
      solvedShare: 0.6,
      atLeast: [],
    });
    expect(overdue).toBe(41);
  });

  test('fewer than five answers are hidden, and a neighbour with them', async () => {
    const { blocks, hidden, smallest } = await readFigures();
    // Health: 14 received, 7 answered; nobody rated it, and nobody is shown.
    expect(lineOf(blocks, 'health').counts).toMatchObject({ received: 14, answered: 7, rated: 0 });
    expect(smallest).toBe(5);
    expect(hidden.of).toBeGreaterThan(hidden.count);
  });

  test('what comes to a month afterwards does not change what was told of it', async () => {
    const before = await readFigures();
    await plantCases(server, casesOf('roads', 'sinarsky', 3, '2026-10-20'));
    for (const day of ['2026-11-04T09:00:00Z', '2026-11-09T09:00:00Z', '2026-11-30T09:00:00Z']) {
      server.setNow(day);
      await publish();
      expect({ ...(await readFigures()), edition: '' }).toEqual({ ...before, edition: '' });
    }
  });

  test('a month more comes with its Monday; several months are the sum of what each has shown', async () => {
    await plantCases(server, [
      ...casesOf('roads', 'sinarsky', 40, '2026-11-10').map((file) => ({
        ...file,
        status: 'moderation' as const,
      })),
      ...casesOf('health', 'sinarsky', 2, '2026-11-10'),
    ]);
    server.setNow('2026-12-07T09:00:00Z');
    await publish();
    const quarter = await readFigures('quarter');
    expect(quarter.period).toEqual({ from: '2026-10-01', to: '2026-11-30' });
    expect(quarter.months.map(({ id }) => id)).toEqual(['2026-10', '2026-11']);
    const [october, november] = quarter.months;
    expect(quarter.total.counts.received).toBe(
      Number(october!.counts.received) + Number(november!.counts.received),
    );
    // Two messages of November are hidden: the line says so many or more.
    const health = lineOf(quarter.blocks, 'health');
    expect(health.counts.received).toBe(14);
    expect(health.atLeast).toContain('received');
  });

  test('is asked anew by its mark alone, and caches keep it as long as the pack says', async () => {
    const first = await get('/api/open-data/figures?period=quarter');
    expect(first.headers['cache-control']).toBe('public, max-age=900');
    const again = await get('/api/open-data/figures?period=quarter', {
      'if-none-match': String(first.headers.etag),
    });
    expect(again.statusCode).toBe(304);
    expect((await get('/api/open-data/figures?period=day')).statusCode).toBe(400);
  });

  test('what was published cannot be changed or published again', async () => {
    const change = server.app.pool.query(`UPDATE heatmap.open_month SET told = '{}'`);
    await expect(change).rejects.toThrow();
    await expect(server.asOwner(`DELETE FROM heatmap.open_month`)).rejects.toThrow(/append-only/u);
  });
});

describe('open data', () => {
  test('rows are of the city, its blocks and its districts; pairs only where there are enough people', async () => {
    const { passport, rows } = await readSet();
    const october = rows.filter(({ month }) => month === '2026-10');
    expect(new Set(october.map(({ level }) => level))).toEqual(new Set(['city', 'block', 'district']));
    const city = october.find(({ level }) => level === 'city')!;
    expect(city).toMatchObject({ block_id: 'all', district_id: 'all', received: 82, due_late: 41 });
    // The set of the catalogue is the same table: what is hidden or not told is empty there.
    const same = (await get('/api/open-data/sets/messages-by-month/data.json')).json().rows;
    const emptied = Object.fromEntries(Object.keys(same[0]).map((name) => [name, null]));
    expect(same).toEqual(rows.map((row) => Object.assign({}, emptied, row)));
    expect(passport).toMatchObject({
      licence: { id: 'CC-BY-4.0' },
      period: { from: '2026-10', to: '2026-11' },
      updated: '2026-12-07',
    });
    expect((passport.columns as { name: string }[]).map(({ name }) => name)).toEqual(Object.keys(rows[0]!));
  });

  test('says nothing of people and places', async () => {
    const urls = ['figures', 'figures?period=year', 'messages?format=csv', 'messages?format=json'];
    for (const url of urls)
      expect((await get(`/api/open-data/${url}`)).body).not.toMatch(/Тайная|Подсолнухов/u);
    const csv = (await get('/api/open-data/messages')).body.split('\r\n');
    expect(csv[0]).toContain('"month";"level";"block_id"');
    expect(csv).toHaveLength(1 + (await readSet()).rows.length + 1);
  });
});

describe('a month that is told long after it', () => {
  const reopened = { status: 'reopened' as const, reopen_count: 1, due_at: '2027-03-10T09:00:00Z' };
  const rest = (from: string, to: string, late: boolean) =>
    JSON.stringify([{ from, to, answered: true, late, returned: true, outcome: 'solved', rating: null }]);
  const clock = (case_id: string, due: string, stopped: string | null) =>
    server.app.pool.query(
      `INSERT INTO cases.clock (id, case_id, kind, rule_id, rule_version, calendar_version, started_at, due_at, stopped_at)
       VALUES ($1, $2, 'answer', 'r', '1', '1', '2027-01-05T09:00:00Z', $3, $4)`,
      [newId(), case_id, due, stopped],
    );

  test('keeps answers and terms of cases that were returned after it, and who was late at its end', async () => {
    const own = { block: 'roads', district_id: 'sinarsky', registered_at: '2027-01-05T09:00:00Z' };
    // Twenty answered in time and returned in February; ten late ones; six refused in February, late in January.
    const made = await plantCases(server, [
      ...Array.from({ length: 20 }, () => ({
        ...own,
        ...reopened,
        rests: rest('2027-01-09T09:00:00Z', '2027-02-02T09:00:00Z', false),
      })),
      ...Array.from({ length: 10 }, () => ({
        ...own,
        ...reopened,
        rests: rest('2027-01-25T09:00:00Z', '2027-02-02T09:00:00Z', true),
      })),
      ...Array.from({ length: 6 }, () => ({
        ...own,
        status: 'rejected' as const,
        status_since: '2027-02-03T09:00:00Z',
        due_at: '2027-01-20T09:00:00Z',
      })),
    ]);
    for (const [at, { id }] of made.slice(0, 30).entries()) {
      await clock(id, '2027-01-20T09:00:00Z', at < 20 ? '2027-01-09T09:00:00Z' : '2027-01-25T09:00:00Z');
      await clock(id, '2027-03-10T09:00:00Z', null);
    }
    server.setNow('2027-02-08T09:00:00Z');
    await publish();
    const { months, overdue } = await readFigures('year');
    const january = months.find(({ id }) => id === '2027-01')!;
    expect(january).toMatchObject({
      counts: { received: 36, answered: 30, solved: 30, due: 30, late: 10 },
      onTimeShare: 0.67,
      // Twenty of four days and ten of twenty.
      averageDays: 9.3,
    });
    expect(january.counts.answered).toBe(
      (
        await server.call(
          getMatrix,
          { query: { from: '2027-01-01', to: '2027-01-31', measure: 'answered' } },
          cookie,
        )
      ).total.total.count,
    );
    const stock = { query: { from: '2027-01-31', to: '2027-01-31', measure: 'overdue' as const } };
    expect(overdue).toBe((await server.call(getMatrix, stock, cookie)).total.total.count);
  });
});
