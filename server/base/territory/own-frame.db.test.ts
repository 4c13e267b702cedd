import { afterAll, beforeAll, expect, test } from 'vitest';
import { getCity, locatePoint } from '../../../shared/contract/base/territory.ts';
import { toMultipart } from '../../../tests/support/pictures.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

/** A new installation, whose ground is the whole country until it has a boundary of its own. */

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_CITY: 'blank' });
});
afterAll(() => server.close());

/** A town of half a degree by a fifth. */
const [west, south, east, north] = [40.1, 55.2, 40.6, 55.4] as const;
const boundary = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: {},
      geometry: {
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
      },
    },
  ],
};

test('its maps, squares and middle are the country’s before a boundary is loaded and the city’s after', async () => {
  const before = await server.call(getCity, {});
  expect(before.bbox).toEqual([19, 41, 180, 78]);
  const { payload, headers } = toMultipart(Buffer.from(JSON.stringify(boundary)), {
    filename: 'layer.geojson',
    type: 'application/json',
  });
  const cookie = await signInAs(server, 'admin');
  const url = '/api/territory/layers/boundary';
  const reply = await server.inject({ method: 'PUT', url, payload, headers: { ...headers, cookie } });
  expect(reply.statusCode).toBe(200);
  const after = await server.call(getCity, {});
  expect(after.bbox).toEqual([west, south, east, north]);
  expect(after.grid).toEqual({ ...before.grid, bbox: [west, south, east, north] });
  expect(after.centre.lat).toBeCloseTo(55.3, 6);
  expect(after.centre.lon).toBeCloseTo(40.35, 6);
  const corner = { lat: north - 0.001, lon: west + 0.001 };
  const { gridCell, isInside } = await server.call(locatePoint, { query: corner });
  expect([gridCell, isInside]).toEqual(['А1', true]);
});
