import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getCity, listStreets, locatePoint, searchAddress } from '../../../shared/contract/base/territory.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
});
afterAll(() => server.close());

const search = async (q: string, limit?: number) =>
  (await server.call(searchAddress, { query: { q, limit } })).hits;
const at = (lat: number, lon: number) => server.call(locatePoint, { query: { lat, lon } });

test('the city’s head: name, zone as people say it, frame, districts before their parts', async () => {
  const city = await server.call(getCity, {});
  expect(city).toMatchObject({
    shortTitle: 'Каменск-Уральский',
    zone: 'Asia/Yekaterinburg',
    zoneTitle: 'МСК+2',
    areDistrictsSchematic: true,
    basemap: { kind: 'schematic', url: null, attribution: expect.stringContaining('OpenStreetMap') },
  });
  const seen = new Set<string>();
  for (const { id, parentId } of city.districts) {
    expect(parentId === null || seen.has(parentId), id).toBe(true);
    seen.add(id);
  }
  expect(seen).toContain('krasnogorsky.yuzhny');
});

test('a raster basemap of the settings is told with its attribution, and pages may load it', async () => {
  const own = await startTestServer({
    BASEMAP_RASTER_URL: 'https://tiles.example/{z}/{x}/{y}.png',
    BASEMAP_ATTRIBUTION: '© Геослужба',
  });
  const { basemap } = await own.call(getCity, {});
  expect(basemap).toEqual({
    kind: 'raster',
    url: 'https://tiles.example/{z}/{x}/{y}.png',
    attribution: '© Геослужба',
  });
  const { headers } = await own.inject({ method: 'GET', url: '/api' });
  expect(String(headers['content-security-policy'])).toMatch(/img-src [^;]*https:\/\/tiles\.example/);
  await own.close();
});

describe('search', () => {
  test('forgives case, abbreviations and a typing slip; the house is found with its point and district', async () => {
    const [exact] = await search('улица Кунавина, 15');
    expect(exact).toMatchObject({ precision: 'house', house: '15', districtId: expect.any(String) });
    expect(exact!.lat).not.toBeNull();
    for (const q of ['КУНАВИНА 15', 'ул. кунавина д.15', 'Кунавена, 15'])
      expect((await search(q))[0], q).toMatchObject({ streetId: exact!.streetId, house: '15' });
  });

  test('gives no more than asked, best first; what is nowhere is not found', async () => {
    const hits = await search('ленина', 3);
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.length).toBeLessThanOrEqual(3);
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((a, b) => b - a));
    expect(await search('ыыыъъъ щщщ')).toEqual([]);
    for (const q of ['', ' ', 'я'.repeat(201)])
      expect((await server.fail(searchAddress, { query: { q } })).status, q).toBe(400);
    // Signs of SQL and of patterns are words like others.
    for (const q of ["'; DROP TABLE", '%%%', '\\', '🙂'])
      expect(Array.isArray(await search(q)), q).toBe(true);
  });
});

describe('what is at a point', () => {
  test('in the city: district, nearest house, square of the grid', async () => {
    const [hit] = await search('улица Кунавина, 15');
    const found = await at(hit!.lat!, hit!.lon!);
    expect(found).toMatchObject({
      isInside: true,
      districtId: hit!.districtId,
      nearest: { streetId: hit!.streetId, house: '15', precision: 'house' },
      gridCell: expect.stringMatching(/^[А-З]\d$/),
    });
  });

  test('outside it: nothing but that it is outside', async () => {
    expect(await at(55.75, 37.62)).toEqual({
      isInside: false,
      districtId: null,
      nearest: null,
      gridCell: null,
    });
    expect(await at(0, 0)).toMatchObject({ isInside: false });
    expect((await server.fail(locatePoint, { query: { lat: 91, lon: 0 } })).status).toBe(400);
    expect((await server.fail(locatePoint, { query: { lat: 'север', lon: 0 } })).status).toBe(400);
  });
});

test('layers are GeoJSON with attribution, and are not sent twice', async () => {
  for (const [name, type] of [
    ['boundary', /Polygon/],
    ['districts', /Polygon/],
    ['streets', /LineString/],
    ['landmarks', /Point/],
  ] as const) {
    const url = `/api/territory/layers/${name}`;
    const reply = await server.inject({ method: 'GET', url });
    expect(reply.headers['content-type']).toBe('application/geo+json; charset=utf-8');
    const layer = reply.json();
    expect(layer).toMatchObject({
      type: 'FeatureCollection',
      attribution: expect.stringContaining('OpenStreetMap'),
    });
    expect(layer.features.length).toBeGreaterThan(0);
    for (const { geometry } of layer.features) expect(geometry.type).toMatch(type);
    const again = await server.inject({
      method: 'GET',
      url,
      headers: { 'if-none-match': String(reply.headers.etag) },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  }
  expect((await server.inject({ method: 'GET', url: '/api/territory/layers/secrets' })).statusCode).toBe(400);
});

test('the directory of streets is for staff', async () => {
  const cookie = await signInAs(server, 'executor');
  const { streets } = await server.call(listStreets, {}, cookie);
  expect(streets.length).toBeGreaterThan(20);
  const { streets: found } = await server.call(listStreets, { query: { q: 'кунавина' } }, cookie);
  expect(found).toContainEqual(
    expect.objectContaining({ title: 'улица Кунавина', houses: expect.any(Number) }),
  );
  expect(found.length).toBeLessThan(streets.length);
  expect((await server.fail(listStreets, {})).code).toBe('lib.not-signed-in');
});
