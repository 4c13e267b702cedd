import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toMultipart } from '../../../tests/support/pictures.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { currentTerritory, loadTerritory } from './gazetteer/city.ts';

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  admin = await signInAs(server, 'admin');
});
beforeEach(async () => {
  const { database, config } = server.app.services;
  await database.deleteFrom('territory.layer').execute();
  await loadTerritory(database, config.city);
});
afterAll(() => server.close());

const square = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
const feature = (properties: object, geometry: unknown) => ({ type: 'Feature', properties, geometry });
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
async function put(name: string, content: object) {
  const { payload, headers } = toMultipart(Buffer.from(JSON.stringify(content)), {
    filename: 'layer.geojson',
    type: 'application/json',
  });
  const reply = await server.inject({
    method: 'PUT',
    url: `/api/territory/layers/${name}`,
    payload,
    headers: { ...headers, cookie: admin },
  });
  return { status: reply.statusCode, body: reply.json() };
}

describe('outlines nobody can live in', () => {
  const polygon = (...corners: [number, number][]) => ({ type: 'Polygon', coordinates: [corners] });
  const bow = polygon([61.8, 56.3], [61.9, 56.4], [61.9, 56.3], [61.8, 56.4], [61.8, 56.3]);
  const flat = polygon([61.8, 56.3], [61.85, 56.3], [61.9, 56.3], [61.8, 56.3]);
  const two = polygon([61.8, 56.3], [61.9, 56.3], [61.8, 56.3], [61.8, 56.3]);
  test.each([
    ['crosses itself', bow, /пересекает сама себя у точки: широта 56,35, долгота 61,85/u],
    ['is a line', flat, /контур пуст/u],
    ['has two corners', two, /разных точек 2/u],
  ])('a boundary and a district that %s', async (_, outline, words) => {
    const boundary = await put('boundary', collection(feature({}, outline)));
    expect([boundary.status, boundary.body.detail]).toEqual([400, expect.stringMatching(words)]);
    expect(boundary.body.detail).toMatch(/^Граница города: /u);
    const district = await put('districts', collection(feature({ title: 'Узел' }, outline)));
    expect([district.status, district.body.detail]).toEqual([400, expect.stringMatching(words)]);
    expect(district.body.detail).toMatch(/^«Узел»: /u);
  });

  test('a district beside the city is refused, one that crosses its boundary is taken', async () => {
    const beside = await put(
      'districts',
      collection(feature({ title: 'Чужой' }, square(65, 56.2, 65.1, 56.6))),
    );
    expect(beside).toMatchObject({ status: 400, body: { detail: expect.stringContaining('вне границы') } });
    // No corner of either lies in the other.
    await put('boundary', collection(feature({}, square(61.8, 56.3, 61.9, 56.5))));
    const strip = collection(feature({ title: 'Поперёк' }, square(61.7, 56.35, 62, 56.4)));
    expect((await put('districts', strip)).status).toBe(200);
    // A boundary that moves away tells of whom it leaves.
    const away = await put('boundary', collection(feature({}, square(70, 50, 70.1, 50.1))));
    expect(away.body.warnings).toEqual(['«Поперёк» остался вне новой границы: замените районы']);
  });

  test('a layer that is taken, mended and put back keeps what it knew', async () => {
    const told = { population: 1200, population_source: 'Росстат', population_date: '2026-01-01' };
    const first = collection(
      feature({ id: 'west', title: 'Запад', ...told }, square(61.7, 56.2, 61.92, 56.6)),
      feature({ id: 'west.low', title: 'Низ', population: 300 }, square(61.7, 56.2, 61.92, 56.4)),
    );
    await put('districts', first);
    const url = '/api/territory/layers/districts';
    const read = (await server.inject({ method: 'GET', url })).json();
    expect(read.features[0].properties).toMatchObject(told);
    const before = [currentTerritory().districts, currentTerritory().residents];
    expect((await put('districts', { type: read.type, features: read.features })).body.warnings).toEqual([]);
    expect([currentTerritory().districts, currentTerritory().residents]).toEqual(before);
    const boundary = (
      await server.inject({ method: 'GET', url: url.replace('districts', 'boundary') })
    ).json();
    expect(boundary.features[0].properties.isGiven).toBe(true);
  });
});
