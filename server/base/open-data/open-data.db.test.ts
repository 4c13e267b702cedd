import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOpenSets, openChanges } from '../../../shared/contract/base/open-data.ts';
import { publishCase } from '../../../shared/contract/messages/cases-staff.ts';
import { readBySchemas } from '../../../tests/support/open-files.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { plantPromise } from '../../../tests/support/promises.ts';
import { readCard, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { compareJob } from './compare.ts';

/** Open sets through their doors: what is given, by what schema, and what the change feed says when something is hidden. */

const SYSTEM = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
const shown = { published_at: '2026-11-20T09:00:00Z', block: 'roads', lat: 56.42, lon: 61.93 };
let server: TestServer;
let operator: string;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

/** Each from an address of its own: a catalogue is read whole faster than one address may. */
let asked = 0;
function get(path: string, headers: Record<string, string> = {}) {
  asked += 1;
  const remoteAddress = `10.0.${asked >> 8}.${asked & 255}`;
  return server.inject({ method: 'GET', url: `/api/open-data/${path}`, headers, remoteAddress });
}
const readOf = (id: string) => async (file: string) => (await get(`sets/${id}/${file}`)).body;
const changes = async (cursor: number, id = 'public-messages') =>
  openChanges.parse((await get(`sets/${id}/changes?cursor=${cursor}`)).json());

async function compare(): Promise<void> {
  await runMutation(server.app.services, SYSTEM, async (ctx) => ctx.enqueue(compareJob, {}));
  await server.drain();
}

async function publishOwn(): Promise<{ number: string; hide: () => Promise<void> }> {
  const { number } = await submitCase(server, {
    text: 'Яма у дома, звоните 8 912 345-67-89!',
    publish: true,
    place: { lat: 56.42, lon: 61.93, address: 'ул. Титова, 5, кв. 17' },
  });
  const turn = async (published: boolean): Promise<void> => {
    const card = await readCard(server, number, operator);
    await server.call(
      publishCase,
      { params: { id: card.id }, body: { version: card.version, published } },
      operator,
    );
  };
  await turn(true);
  return { number, hide: () => turn(false) };
}

describe('the catalogue', () => {
  it('knows every set, and says who answers and under what licence', async () => {
    const { sets } = await server.call(listOpenSets, {});
    expect(sets.map(({ id }) => id).toSorted()).toEqual([
      'decisions',
      'messages-by-month',
      'official-pages',
      'poll-results',
      'posts',
      'promises',
      'public-messages',
    ]);
    for (const set of sets) {
      expect(set).toMatchObject({ licence: { id: 'CC-BY-4.0' }, rows: null, firstAt: null });
      expect(
        set.fields.filter(({ name }) => set.primaryKey.includes(name)).every(({ isRequired }) => isRequired),
      ).toBe(true);
    }
  });

  it('is a register by the recommendations and a catalogue of DCAT', async () => {
    const list = (await get('catalogue/list.csv')).body.replace('\uFEFF', '').split('\r\n');
    expect(list[0]).toBe('"property";"title";"value";"format"');
    expect(list.filter((line) => line.includes('meta.csv'))).toHaveLength(7);
    const { 'dcat:dataset': sets } = (await get('catalogue/catalogue.jsonld')).json();
    const formats = sets.map((set: { 'dcat:distribution': object[] }) => set['dcat:distribution'].length);
    // GeoJSON where there is a place.
    expect(formats.toSorted()).toEqual([2, 2, 2, 2, 2, 2, 3]);
  });

  it('refuses a set and a file that are not there', async () => {
    expect((await get('sets/secrets/data.csv')).statusCode).toBe(404);
    expect((await get('sets/public-messages/data.xml')).statusCode).toBe(400);
    expect((await get('sets/promises/data.geojson')).statusCode).toBe(404);
  });
});

describe('what may be given', () => {
  it("is in the files by their schemas: nobody's home, no contact, nothing unpublished", async () => {
    const secret = 'Тайная улица, Подсолнухова';
    const [open, home] = await plantCases(server, [
      {
        ...shown,
        title: 'Яма, звоните +7 912 345-67-89',
        address: 'ул. Титова, 5, кв. 17',
        district_id: 'sinarsky',
      },
      {
        ...shown,
        title: secret,
        body: secret,
        is_home: true,
        address: 'ул. Титова, 9, кв. 1',
        lat: 56.4203,
        lon: 61.9307,
      },
      { ...shown, title: secret, published_at: null },
      {
        ...shown,
        title: secret,
        fact_id: null,
        suggestion: JSON.stringify([{ factId: 'no-such', confidence: 1 }]),
        published_at: null,
      },
    ]);
    const rows = await readBySchemas(readOf('public-messages'));
    expect(rows.map(({ number }) => number)).toEqual([open!.number, home!.number]);
    expect(rows[0]).toMatchObject({
      address: 'ул. Титова, 5',
      state: 'new',
      lat: 56.42,
      path: `/m/${open!.number}`,
    });
    expect(rows[1]).toMatchObject({ address: 'ул. Титова', title: 'Сообщение жителя' });
    expect(rows[1]!.lat).not.toBe(56.4203);
    // By the resident's own word counts that public figures hide could be added up.
    expect(
      Object.keys(rows[0]!).filter((name) => /rat|resolved|said|body|text|photo|name/u.test(name)),
    ).toEqual([]);
    for (const file of ['data.csv', 'data.json', 'data.geojson'])
      expect(await readOf('public-messages')(file)).not.toMatch(
        /Тайная|Подсолнух|345-67|кв\. ?1|56\.4203|61\.9307/u,
      );
    const { features } = JSON.parse(await readOf('public-messages')('data.geojson'));
    expect(features[0]).toMatchObject({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [61.93, 56.42] },
    });
  });

  it('of every other set fits its schemas too', async () => {
    await plantPromise(server, {}, [{ until: '2026-11-20' }]);
    for (const { id } of (await server.call(listOpenSets, {})).sets) await readBySchemas(readOf(id));
    expect(await readBySchemas(readOf('promises'))).toMatchObject([{ kind: 'answer', outcome: 'broken' }]);
  });
});

describe('the change feed', () => {
  it('tells what was added, changed and withdrawn; what is hidden says nothing, at once', async () => {
    const { number, hide } = await publishOwn();
    await compare();
    const first = await changes(0);
    expect(first.changes.find(({ key }) => key === number)).toMatchObject({
      kind: 'added',
      record: { number },
    });
    expect((await changes(first.cursor)).changes).toEqual([]);
    // A resident joins: the record says something else.
    await server.app.pool.query('UPDATE cases.case_file SET joined_count = 3 WHERE number = $1', [number]);
    await compare();
    const second = await changes(first.cursor);
    expect(second.changes).toMatchObject([{ key: number, kind: 'changed', record: { joined: 3 } }]);
    await hide();
    // Before anything was compared.
    expect((await changes(first.cursor)).changes).toMatchObject([
      { key: number, kind: 'withdrawn', record: null },
    ]);
    expect(await readOf('public-messages')('data.csv')).not.toContain(number);
    await server.drain();
    const third = await changes(second.cursor);
    expect(third.changes).toEqual([{ key: number, kind: 'withdrawn', at: expect.any(String), record: null }]);
    // Who was never given it is not told that it was.
    expect((await changes(0)).changes.map(({ key }) => key)).not.toContain(number);
    await compare();
    expect((await changes(third.cursor)).changes).toEqual([]);
    // Shown again: whoever had it is told what it says now, whoever begins is given it.
    await server.app.pool.query('UPDATE cases.case_file SET published_at = now() WHERE number = $1', [
      number,
    ]);
    await compare();
    expect((await changes(third.cursor)).changes).toMatchObject([
      { key: number, kind: 'changed', record: { number } },
    ]);
    expect((await changes(0)).changes.find(({ key }) => key === number)).toMatchObject({ kind: 'added' });
  });

  it('comes page by page', async () => {
    const reply = async (cursor: number) =>
      openChanges.parse((await get(`sets/public-messages/changes?cursor=${cursor}&limit=1`)).json());
    const seen: string[] = [];
    for (let cursor = 0, more = true; more; ) {
      const page = await reply(cursor);
      seen.push(...page.changes.map(({ key }) => key));
      ({ cursor, hasMore: more } = page);
    }
    expect(seen).toEqual((await changes(0)).changes.map(({ key }) => key));
    expect(seen.length).toBeGreaterThan(2);
  });
});

describe('a file that has not changed', () => {
  it('is not sent again, by its mark and by its time; a changed one is', async () => {
    const paths = [
      'sets/public-messages/data.csv',
      'sets/public-messages/data.geojson',
      'sets/public-messages/changes',
    ];
    const before = await Promise.all(paths.map((path) => get(path)));
    for (const [at, path] of paths.entries()) {
      const { etag, 'last-modified': since } = before[at]!.headers;
      expect((await get(path, { 'if-none-match': `W/${etag}` })).statusCode).toBe(304);
      expect((await get(path, { 'if-modified-since': String(since) })).statusCode).toBe(304);
      expect((await get(path, { 'if-modified-since': 'Mon, 23 Nov 2026 09:00:00 GMT' })).statusCode).toBe(
        200,
      );
    }
    server.setNow('2026-11-24T10:00:00Z');
    await plantCases(server, [shown]);
    await compare();
    for (const [at, path] of paths.entries()) {
      const { etag, 'last-modified': since } = before[at]!.headers;
      expect((await get(path, { 'if-none-match': String(etag) })).statusCode).toBe(200);
      expect((await get(path, { 'if-modified-since': String(since) })).statusCode).toBe(200);
    }
  });

  it('is counted: rows, bytes, the first and the last change', async () => {
    const { sets } = await server.call(listOpenSets, {});
    const messages = sets.find(({ id }) => id === 'public-messages')!;
    const rows = await readBySchemas(readOf('public-messages'));
    expect(messages).toMatchObject({
      rows: rows.length,
      firstAt: '2026-11-24T09:00:00.000Z',
      changedAt: '2026-11-24T10:00:00.000Z',
      lastChange: 'добавлено: 1\u00a0запись',
    });
    const told = messages.files.find(({ file }) => file === 'data.csv')!.bytes!;
    const real = Buffer.byteLength(await readOf('public-messages')('data.csv'));
    expect(Math.abs(told - real) / real).toBeLessThan(0.3);
    const meta = await readOf('public-messages')('meta.csv');
    expect(meta).toContain('"data-20261124-structure-20261124";"https://');
  });
});
