import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchAddress } from '../../../shared/contract/base/territory.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { projectPoint } from '../../lib/mercator.ts';
import { isPointInArea, type Point, prepareArea } from './gazetteer/geo.ts';

/** The ground out of the box: anybody's, out of the list of houses. */

let server: TestServer;
let house: Point;
beforeAll(async () => {
  server = await startTestServer();
  const { hits } = await server.call(searchAddress, { query: { q: 'улица Кунавина, 15', limit: 1 } });
  house = { lat: hits[0]!.lat!, lon: hits[0]!.lon! };
});
afterAll(() => server.close());

const get = (url: string, headers = {}) => server.inject({ method: 'GET', url, headers });

test('a tile has the houses of the list with their numbers, where they stand, and nothing else of them', async () => {
  const side = 2 ** 14;
  const { x, y } = projectPoint(house.lat, house.lon);
  const [left, top] = [Math.floor(x * side), Math.floor(y * side)];
  const reply = await get(`/api/territory/houses/14/${left}/${top}`);
  expect(reply.statusCode).toBe(200);
  expect(reply.headers['content-type']).toBe('application/vnd.mapbox-vector-tile');
  const { layers } = new VectorTile(new PbfReader(reply.rawPayload));
  expect(Object.keys(layers)).toEqual(['houses']);
  const houses = Array.from({ length: layers.houses!.length }, (_, at) => layers.houses!.feature(at));
  expect(houses.every(({ properties }) => Object.keys(properties).join() === 'number')).toBe(true);
  const near = houses.filter((one) => {
    const [lon, lat] = (one.toGeoJSON(left, top, 14).geometry as { coordinates: number[] }).coordinates;
    return Math.abs(lat! - house.lat) < 0.00002 && Math.abs(lon! - house.lon) < 0.00002;
  });
  expect(near.map(({ properties }) => properties.number)).toEqual(['15']);
  const again = await get(`/api/territory/houses/14/${left}/${top}`, { 'if-none-match': reply.headers.etag });
  expect(again.statusCode).toBe(304);
});

test('a tile of nowhere has none; no other zoom is drawn', async () => {
  const { layers } = new VectorTile(new PbfReader((await get('/api/territory/houses/14/0/0')).rawPayload));
  expect(layers.houses?.length ?? 0).toBe(0);
  expect((await get('/api/territory/houses/13/0/0')).statusCode).toBe(400);
});

test('the built-up part of the city holds its houses and leaves the rest out', async () => {
  const reply = await get('/api/territory/layers/built');
  const { features, attribution } = reply.json();
  expect(attribution).toContain('OpenStreetMap');
  const built = prepareArea(features[0].geometry);
  expect(isPointInArea(house, built)).toBe(true);
  expect(isPointInArea({ lat: house.lat + 0.1, lon: house.lon }, built)).toBe(false);
  // A map of a phone loads it at once.
  expect(reply.rawPayload.length).toBeLessThan(40_000);
});
