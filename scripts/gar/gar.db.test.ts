import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadGar, returnFormerGazetteer } from '../../server/base/territory/index.ts';
import {
  getGazetteer,
  listStreets,
  returnGazetteer,
  searchAddress,
  suggestPlaces,
} from '../../shared/contract/base/territory.ts';
import { startTestServer, type TestServer } from '../../tests/support/site/server.ts';
import { signInAs } from '../../tests/support/site/sign-in.ts';
import { writeGarSample } from './gar-sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'gar-'));
let server: TestServer;
let admin: string;

beforeAll(async () => {
  await writeGarSample(folder);
  server = await startTestServer();
  admin = await signInAs(server, 'admin');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});

const load = (isTrial = false) =>
  loadGar(server.app.services, {
    path: folder,
    region: '66',
    town: 'Каменск-Уральский',
    division: 'adm',
    isTrial,
  });
const streetsOf = async (q: string) => (await server.call(listStreets, { query: { q } }, admin)).streets;
const find = async (q: string) => (await server.call(searchAddress, { query: { q, limit: 3 } })).hits[0];
const tell = () => server.call(getGazetteer, {}, admin);

describe('a list of streets out of ГАР', () => {
  test('a trial counts and changes nothing', async () => {
    const { version, streets, houses, placed } = await load(true);
    expect(version).toBeNull();
    expect(streets).toBeGreaterThan(60);
    expect(houses - placed).toBe(5);
    expect(await streetsOf('Рябиновая')).toEqual([]);
    expect(await tell()).toMatchObject({ versions: [] });
  });

  test('replaces the list: known houses keep ids and points, new ones have an address without a point', async () => {
    const before = await find('Титова 14');
    const { version } = await load();
    expect(version).toMatchObject({ isCurrent: true, region: '66' });
    expect(await find('Титова 14')).toMatchObject({ ...before, score: expect.any(Number) });
    expect(await find('Рябиновая 2к3')).toMatchObject({
      label: 'ул. Рябиновая, 2 корп. 3',
      house: '2к3',
      precision: 'street',
      lat: null,
    });
    expect(await streetsOf('Рябиновая')).toMatchObject([{ title: 'улица Рябиновая', houses: 4 }]);
    const { places } = await server.call(suggestPlaces, { body: { text: 'Снег на Рябиновой, 6а не убран' } });
    expect(places).toMatchObject([{ label: 'ул. Рябиновая, 6а', lat: null, house: '6а' }]);
    expect(await tell()).toMatchObject({ versions: [{ isCurrent: true, town: 'Каменск-Уральский' }] });
  });

  test('undo brings the one before, then the pack’s own; then there is nothing to return', async () => {
    await load();
    expect((await tell()).versions.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    await server.call(returnGazetteer, {}, admin);
    expect((await tell()).versions).toMatchObject([{ isCurrent: true }]);
    expect(await streetsOf('Рябиновая')).toHaveLength(1);
    await returnFormerGazetteer(server.app.services);
    expect(await streetsOf('Рябиновая')).toEqual([]);
    expect(await server.fail(returnGazetteer, {}, admin)).toMatchObject({ code: 'lib.conflict' });
  });

  test('three versions are kept at most', async () => {
    for (let at = 0; at < 4; at += 1) await load();
    expect((await tell()).versions).toHaveLength(3);
  });

  test('a broken export leaves the list as it was', async () => {
    const { versions } = await tell();
    await expect(
      loadGar(server.app.services, { path: folder, region: '66', town: 'Нигде', division: 'adm' }),
    ).rejects.toThrow(/Нигде/);
    expect((await tell()).versions).toEqual(versions);
  });
});
