import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getMatrix } from '../../../../shared/contract/heatmap/heatmap.ts';
import type { PublicFigures } from '../../../../shared/contract/heatmap/heatmap-open.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { dropFigures } from '../feed/figures.ts';

let server: TestServer;
let cookie: string;
const SECRET = 'ул. Тайная, 7, спросить Подсолнухову';

/** How many cases of each block and district: one pair is of two people alone. */
const planted = [
  ['roads', 'krasnogorsky', 30],
  ['roads', 'sinarsky', 20],
  ['health', 'krasnogorsky', 2],
  ['health', 'sinarsky', 12],
  ['yards', 'krasnogorsky', 10],
  ['yards', 'sinarsky', 8],
] as const;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-30T09:00:00Z');
  cookie = await signInAs(server, 'head');
  await plantCases(
    server,
    planted.flatMap(([block, district_id, count]) =>
      Array.from({ length: count }, (_, at) => ({
        block,
        district_id,
        title: SECRET,
        body: SECRET,
        address: SECRET,
        registered_at: '2026-10-15T09:00:00Z',
        due_at: '2026-11-10T09:00:00Z',
        ...(at % 2 === 0 && {
          status: 'answered',
          answered_at: '2026-10-18T09:00:00Z',
          outcome: 'solved' as const,
          rating: 4,
          resolved: at % 4 === 0 ? ('yes' as const) : ('no' as const),
        }),
      })),
    ),
  );
});
afterAll(() => server.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  server.app.http.inject({ method: 'GET', url, headers });
const readFigures = async (days: number): Promise<PublicFigures> =>
  JSON.parse((await get(`/api/open-data/figures?days=${days}`)).body);

describe('how the city answers', () => {
  test('numbers are those of the matrix of the same days; shares are of them', async () => {
    const figures = await readFigures(90);
    const query = { from: figures.from, to: figures.to, measure: 'received' as const };
    const matrix = await server.call(getMatrix, { query }, cookie);
    expect(figures).toMatchObject({ from: '2026-09-01', to: '2026-11-29', smallest: 5 });
    expect(figures.total.received).toBe(matrix.total.total.count);
    for (const line of figures.blocks) expect(line.received).toBe(matrix.total.cells[line.id]?.count);
    for (const line of figures.districts) {
      const row = matrix.rows.find(({ districtId, level }) => districtId === line.id && level === 0);
      expect(line.received).toBe(
        (row ?? matrix.rows.find(({ districtId }) => districtId === line.id))?.total.count,
      );
    }
    // Every second one is answered, in three days; the others are overdue. 22 of 41 said «решено».
    expect(figures.total).toMatchObject({
      received: 82,
      answered: 41,
      onTimeShare: 0.5,
      averageDays: 3,
      averageRating: 4,
      solvedShare: 0.54,
    });
    expect(figures.months).toMatchObject([{ id: '2026-10', received: 82 }]);
  });

  test('is asked anew by its mark alone, and caches keep it as long as the pack says', async () => {
    const first = await get('/api/open-data/figures?days=90');
    expect(first.headers['cache-control']).toBe('public, max-age=900');
    const again = await get('/api/open-data/figures?days=90', {
      'if-none-match': String(first.headers.etag),
    });
    expect(again.statusCode).toBe(304);
    expect((await get('/api/open-data/figures?days=7')).statusCode).toBe(400);
  });

  test('the database counts the same as the figures in memory', async () => {
    const held = await readFigures(365);
    dropFigures(server.app.services);
    server.setNow('2026-11-30T09:30:00Z');
    expect(await readFigures(365)).toEqual(held);
  });
});

describe('open data', () => {
  test('the pair of two people is hidden, and no line gives it away', async () => {
    const { passport, rows } = JSON.parse((await get('/api/open-data/messages?format=json')).body);
    const shown = Object.fromEntries(
      rows.map((row: Record<string, unknown>) => [`${row.block_id} ${row.district_id}`, row.received]),
    );
    expect(shown).toEqual({
      'roads krasnogorsky': 30,
      'roads sinarsky': 20,
      'health krasnogorsky': null,
      'health sinarsky': null,
      'yards krasnogorsky': null,
      'yards sinarsky': null,
    });
    expect(passport.licence.id).toBe('CC-BY-4.0');
    expect(passport.columns.map(({ name }: { name: string }) => name)).toEqual(Object.keys(rows[0]));
    expect(passport.period).toEqual({ from: '2025-10', to: '2026-10' });
  });

  test('says nothing of people and places', async () => {
    const urls = ['figures?days=30', 'figures?days=365', 'messages?format=csv', 'messages?format=json'];
    for (const url of urls)
      expect((await get(`/api/open-data/${url}`)).body).not.toMatch(/Тайная|Подсолнухов/u);
    const csv = (await get('/api/open-data/messages')).body.split('\r\n');
    expect(csv[0]).toContain('"month";"block_id"');
    expect(csv).toHaveLength(1 + planted.length + 1);
  });
});
