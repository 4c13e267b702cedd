import { VectorTile } from '@mapbox/vector-tile';
import { latLngToCell } from 'h3-js';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getMapSummary, listHexagons } from '../../../../shared/contract/heatmap/heatmap.ts';
import { getPivot } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { projectPoint } from '../../../lib/mercator.ts';
import { dropFigures, refill } from '../feed/figures.ts';

let server: TestServer;
let cookie: string;
const period = { from: '2026-09-01', to: '2026-11-30' };

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-30T09:00:00Z');
  cookie = await signInAs(server, 'head');
  await plantCases(
    server,
    Array.from({ length: 90 }, (_, at) => {
      const place = { lat: 56.4 + (at % 10) / 500, lon: 61.9 + Math.floor(at / 10) / 400 };
      return {
        ...(at % 9 === 0 ? {} : { ...place, h3: latLngToCell(place.lat, place.lon, 9) }),
        block: at % 3 === 0 ? null : 'roads',
        channel: at % 2 === 0 ? 'pos' : 'phone_call',
        registered_at: `2026-1${at % 2}-15T09:00:00Z`,
      };
    }),
  );
});
afterAll(() => server.close());

const read = (query: object) => server.call(getPivot, { query: { ...period, ...query } as never }, cookie);

describe('a vector tile', () => {
  const at = (z: number, lat = 56.41, lon = 61.91) => {
    const { x, y } = projectPoint(lat, lon);
    return { z, x: Math.floor(x * 2 ** z), y: Math.floor(y * 2 ** z) };
  };
  const url = ({ z, x, y }: { z: number; x: number; y: number }, more = '') =>
    `/api/heatmap/vector/${z}/${x}/${y}?from=${period.from}&to=${period.to}&measure=received${more}`;
  const ask = (address: string, headers: Record<string, string> = {}) =>
    server.inject({ method: 'GET', url: address, headers: { cookie, 'x-otklik': '1', ...headers } });
  async function layersOf(address: string) {
    const tile = new VectorTile(new PbfReader((await ask(address)).rawPayload));
    const read = (name: string) => {
      const layer = tile.layers[name];
      return Array.from({ length: layer?.length ?? 0 }, (_, index) => layer!.feature(index).properties);
    };
    return { hexagons: read('hexagons'), centres: read('centres'), clusters: read('clusters') };
  }
  const sum = (list: { count?: unknown }[]) => list.reduce((total, { count }) => total + Number(count), 0);

  test('of the whole city holds what the list of hexagons holds, far out and near by, from memory and from the database', async () => {
    const query = { ...period, measure: 'received' as const };
    const far = await layersOf(url(at(8)));
    const { hexagons } = await server.call(listHexagons, { query: { ...query, resolution: 8 } }, cookie);
    expect(far.hexagons.map(({ cell, count }) => `${cell} ${count}`).toSorted()).toEqual(
      hexagons.map(({ cell, count }) => `${cell} ${count}`).toSorted(),
    );
    const summary = await server.call(getMapSummary, { query }, cookie);
    expect(sum(far.clusters)).toBe(summary.total - summary.withoutPlace);
    expect(sum(far.centres)).toBe(summary.total - summary.withoutPlace);
    expect(summary.greatest.coarse).toBe(Math.max(...hexagons.map(({ count }) => count)));
    dropFigures(server.app.services);
    expect(await layersOf(url(at(8)))).toEqual(far);
    expect(await server.call(getMapSummary, { query }, cookie)).toEqual(summary);
    await refill(server.app.services);
    const near = await layersOf(url(at(15)));
    expect(near.clusters.length).toBeGreaterThan(0);
    expect(near.hexagons.every(({ cell }) => String(cell).startsWith('89'))).toBe(true);
  });

  test('comes again only when a number has changed', async () => {
    const first = await ask(url(at(9)));
    expect(first.headers['cache-control']).toBe('private, max-age=0');
    const etag = String(first.headers.etag);
    expect((await ask(url(at(9)), { 'if-none-match': etag })).statusCode).toBe(304);
    await plantCases(server, [{ lat: 56.41, lon: 61.91, h3: latLngToCell(56.41, 61.91, 9), block: 'roads' }]);
    expect((await ask(url(at(9)), { 'if-none-match': etag })).statusCode).toBe(200);
  });

  test('an outline narrows every number to the cases of its hexagons, as it narrows the list', async () => {
    const area = '61.90,56.40;61.92,56.40;61.92,56.412;61.90,56.412';
    const list = await server.call(listCases, { query: { ...period, area } as never }, cookie);
    expect(list.total).toBeGreaterThan(0);
    const all = await server.call(listCases, { query: period as never }, cookie);
    expect(list.total).toBeLessThan(all.total!);
    for (const isHeld of [true, false]) {
      if (!isHeld) dropFigures(server.app.services);
      expect((await read({ rows: 'block', columns: 'channel', area })).total).toBe(list.total);
      const { centres } = await layersOf(url(at(8), `&area=${area}`));
      expect(sum(centres)).toBe(list.total);
    }
    await refill(server.app.services);
    const wide = '0,0;5,0;5,50;0,50';
    expect((await ask(url(at(8), `&area=${wide}`))).statusCode).toBe(400);
  });
});
