import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getCity, locatePoint, searchAddress } from '../../../shared/contract/base/territory.ts';
import { getMatrix } from '../../../shared/contract/heatmap/heatmap.ts';
import { listCases } from '../../../shared/contract/messages/cases-list.ts';
import { toMultipart } from '../../../tests/support/pictures.ts';
import { readCard, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { loadTerritory, refreshTerritory } from './gazetteer/city.ts';

let server: TestServer;
let admin: string;
let operator: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  admin = await signInAs(server, 'admin');
  operator = await signInAs(server, 'operator');
});
beforeEach(async () => {
  const { database, config } = server.app.services;
  await database.deleteFrom('territory.layer').execute();
  await loadTerritory(database, config.city);
});
afterAll(() => server.close());

const square = (west: number, south: number, east: number, north: number, height?: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ].map((position) => (height === undefined ? position : [...position, height])),
  ],
});
const feature = (properties: object, geometry: unknown) => ({ type: 'Feature', properties, geometry });
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
/** West and east halves of the city, the east in two parts. */
const halves = collection(
  feature({ id: 'west', title: 'Запад' }, square(61.7, 56.2, 61.92, 56.6)),
  feature({ id: 'east', title: 'Восток' }, square(61.92, 56.2, 62.1, 56.6)),
  feature({ id: 'upper', title: 'Верх', parent: 'east' }, square(61.92, 56.42, 62.1, 56.6)),
);

async function put(name: string, content: unknown, cookie: string | undefined = admin) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const { payload, headers } = toMultipart(Buffer.from(text), {
    filename: 'layer.geojson',
    type: 'application/json',
  });
  const reply = await server.inject({
    method: 'PUT',
    url: `/api/territory/layers/${name}`,
    payload,
    headers: { ...headers, ...(cookie && { cookie }) },
  });
  return { status: reply.statusCode, body: reply.json() };
}
const districtAt = async (lat: number, lon: number) =>
  (await server.call(locatePoint, { query: { lat, lon } })).districtId;

describe('districts of the administrator', () => {
  test('place new cases, by point and by address alike; former cases keep theirs', async () => {
    const before = await submitCase(server, { place: { lat: 56.41, lon: 61.9 } });
    expect(await put('districts', halves)).toEqual({ status: 200, body: { features: 3, warnings: [] } });
    expect(await districtAt(56.41, 61.9)).toBe('west');
    expect(await districtAt(56.43, 61.93)).toBe('east.upper');
    expect(await districtAt(56.41, 61.93)).toBe('east');
    const { districts, areDistrictsSchematic } = await server.call(getCity, {});
    expect(districts).toEqual([
      { id: 'west', title: 'Запад', parentId: null },
      { id: 'east', title: 'Восток', parentId: null },
      { id: 'east.upper', title: 'Верх', parentId: 'east' },
    ]);
    expect(areDistrictsSchematic).toBe(false);
    const byPoint = await submitCase(server, { place: { lat: 56.41, lon: 61.9 } });
    expect((await readCard(server, byPoint.number, operator)).districtId).toBe('west');
    // The pack says of this street a district that is no more.
    const [hit] = (await server.call(searchAddress, { query: { q: 'Кунавина, 15' } })).hits;
    const own = await districtAt(hit!.lat!, hit!.lon!);
    expect(['west', 'east', 'east.upper']).toContain(own);
    expect(hit!.districtId).toBe(own);
    const byAddress = await submitCase(server, { place: { address: 'Кунавина, 15' } });
    expect((await readCard(server, byAddress.number, operator)).districtId).toBe(own);
    const byText = await submitCase(server, { text: 'Яма на дороге, улица Кунавина, 15.' });
    expect((await readCard(server, byText.number, operator)).placeSuggestions[0]?.districtId).toBe(own);
    const former = await readCard(server, before.number, operator);
    expect(former.districtId).toMatch(/^(krasnogorsky|sinarsky)/);
  });

  test('filter lists and the matrix alike, a district with its parts', async () => {
    await put('districts', halves);
    await submitCase(server, { place: { lat: 56.41, lon: 61.93 } });
    await submitCase(server, { place: { lat: 56.43, lon: 61.93 } });
    const observer = await signInAs(server, 'head');
    const query = { from: '2026-11-24', to: '2026-11-24', measure: 'received' as const };
    const matrix = await server.call(getMatrix, { query }, observer);
    for (const row of matrix.rows.filter(({ title }) => ['Запад', 'Восток', 'Верх'].includes(title))) {
      const list = { districtId: row.districtId!, from: query.from, to: query.to };
      expect((await server.call(listCases, { query: list }, observer)).total, row.title).toBe(
        row.total.count,
      );
    }
    expect(matrix.rows.find(({ title }) => title === 'Восток')!.total.count).toBe(2);
    expect(matrix.rows.find(({ title }) => title === 'Верх')!.total.count).toBe(1);
    // Cases of the former districts are not lost.
    const sum = matrix.rows.filter(
      ({ level, title }) => level === 0 || ['Запад', 'Без места'].includes(title),
    );
    expect(sum.reduce((count, row) => count + row.total.count, 0)).toBe(matrix.total.total.count);
  });

  test('outlive a restart, are fetched anew and are journalled', async () => {
    const url = '/api/territory/layers/districts';
    const { etag } = (await server.inject({ method: 'GET', url })).headers;
    await put('districts', halves);
    const second = await server.inject({ method: 'GET', url, headers: { 'if-none-match': String(etag) } });
    expect(second.statusCode).toBe(200);
    // As many features, other outlines: the browser must not keep the former ones.
    await put(
      'districts',
      collection(
        ...halves.features.slice(0, 2),
        feature({ id: 'east.low', title: 'Низ' }, square(61.92, 56.2, 62.1, 56.4)),
      ),
    );
    const third = await server.inject({
      method: 'GET',
      url,
      headers: { 'if-none-match': String(second.headers.etag) },
    });
    expect(third.statusCode).toBe(200);
    await loadTerritory(server.app.services.database, server.app.services.config.city);
    expect(await districtAt(56.39, 61.93)).toBe('east.low');
    const record = await server.app.services.database
      .selectFrom('audit.record')
      .select('payload')
      .where('action', '=', 'territory.replace-layer')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(record.payload)).toMatchObject({ data: { features: 3 } });
  });

  test('put in force through another process are taken over, and what does not commit is not', async () => {
    const { database, config } = server.app.services;
    const kept = { name: 'districts' as const, uploaded_at: new Date(), geojson: JSON.stringify(halves) };
    const undone = database.transaction().execute(async (tx) => {
      await tx
        .insertInto('territory.layer')
        .values({ ...kept, version: 'first' })
        .execute();
      await refreshTerritory(database, config.city);
      throw new Error('не записано');
    });
    await expect(undone).rejects.toThrow('не записано');
    expect(await districtAt(56.41, 61.9)).not.toBe('west');
    await database
      .insertInto('territory.layer')
      .values({ ...kept, version: 'second' })
      .execute();
    await refreshTerritory(database, config.city);
    expect(await districtAt(56.41, 61.9)).toBe('west');
    await database.deleteFrom('territory.layer').execute();
    await refreshTerritory(database, config.city);
    expect(await districtAt(56.41, 61.9)).not.toBe('west');
  });

  test('odd files of a GIS are taken with a word about what was mended', async () => {
    const heights = collection(
      feature({ NAME: 'С высотами', code: 'h' }, square(61.7, 56.2, 62.1, 56.6, 150)),
    );
    expect(await put('districts', `\uFEFF${JSON.stringify(heights)}`)).toMatchObject({ status: 200 });
    expect(await districtAt(56.41, 61.9)).toBe('h');
    const odd = collection(
      feature({ name: 'Без кода' }, square(61.7, 56.2, 61.84, 56.6)),
      feature({ title: 'Код кириллицей', id: 'Юг' }, square(61.84, 56.2, 61.88, 56.6)),
      feature({ title: 'Чужая часть', id: 'part', parent: 'none-such' }, square(61.88, 56.2, 61.92, 56.6)),
      feature({ title: 'Часть самого себя', id: 'self', parent: 'self' }, square(61.92, 56.2, 61.95, 56.6)),
      feature({ title: 'Слово фильтра', id: 'none' }, square(61.95, 56.2, 62, 56.6)),
    );
    const { status, body } = await put('districts', odd);
    expect([status, body.features, body.warnings.length]).toEqual([200, 5, 5]);
    const { districts } = await server.call(getCity, {});
    expect(districts.map(({ id }) => id)).toEqual(['district-1', 'district-2', 'part', 'self', 'district-5']);
    expect(districts.every(({ parentId }) => parentId === null)).toBe(true);
  });
});

describe('the boundary', () => {
  test('decides which places are taken', async () => {
    const outside = { lat: 56.41, lon: 61.95 };
    expect((await put('boundary', collection(feature({}, square(61.7, 56.2, 61.92, 56.6))))).status).toBe(
      200,
    );
    const city = await server.call(getCity, {});
    const inside = await submitCase(server, { place: { lat: 56.41, lon: 61.9 } });
    expect(inside.number).toBeTruthy();
    await expect(submitCase(server, { place: outside })).rejects.toThrow(/territory\.outside/);
    await put('boundary', collection(feature({}, square(61.7, 56.2, 62.1, 56.6))));
    expect((await server.call(getCity, {})).boundaryVersion).not.toBe(city.boundaryVersion);
    await submitCase(server, { place: outside });
  });
});

describe('refusals leave the layer as it was', () => {
  const deep = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"title":"x"},"geometry":{"type":"Polygon","coordinates":${'['.repeat(50_000)}${']'.repeat(50_000)}}}]}`;
  test.each([
    ['no JSON', 'id;title', 400],
    ['nothing', '', 400],
    ['another kind of JSON', { type: 'Topology' }, 400],
    ['no features', collection(), 400],
    ['a point', collection(feature({ title: 'Точка' }, { type: 'Point', coordinates: [61.9, 56.4] })), 400],
    [
      'axes in metres',
      collection(feature({ title: 'Метры' }, square(500_000, 6_000_000, 500_100, 6_000_100))),
      400,
    ],
    ['no title', collection(feature({ id: 'a' }, square(61.7, 56.2, 61.9, 56.6))), 400],
    [
      'one code twice',
      collection(
        feature({ id: 'a', title: 'А' }, square(61.7, 56.2, 61.9, 56.6)),
        feature({ id: 'a', title: 'Б' }, square(61.9, 56.2, 62, 56.6)),
      ),
      400,
    ],
    ['nesting without end', deep, 400],
    ['more than 25 MB', `{"type":"${'x'.repeat(26 * 1024 * 1024)}"}`, 413],
  ])('%s', async (_, content, status) => {
    const reply = await put('districts', content);
    expect(reply.status).toBe(status);
    expect(reply.body.detail).toMatch(/[а-яё]{3}/i);
    expect((await server.call(getCity, {})).districts[0]!.id).toBe('krasnogorsky');
  });

  test('only an administrator replaces a layer, and only those two', async () => {
    expect((await put('districts', halves, operator)).body).toMatchObject({
      status: 403,
      code: 'lib.forbidden',
    });
    const nobody = await server.inject({
      method: 'PUT',
      url: '/api/territory/layers/districts',
      ...toMultipart(Buffer.from(JSON.stringify(halves))),
    });
    expect(nobody.statusCode).toBe(401);
    expect((await put('streets', halves)).status).toBe(400);
    expect((await server.call(getCity, {})).districts[0]!.id).toBe('krasnogorsky');
  });
});
