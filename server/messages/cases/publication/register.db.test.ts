import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listPublicPoints } from '../../../../shared/contract/messages/cases-open.ts';
import { listPublicMessages } from '../../../../shared/contract/messages/cases-register.ts';
import { publishCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { findBlock, findFact, personalFacts } from '../../../base/taxonomy/index.ts';

/** The register of what is published, by its filters, and its feeds: what may not be read is in none of them. */

let server: TestServer;
let minute = 0;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
});
afterAll(() => server.close());
afterEach(() => sql`UPDATE cases.case_file SET published_at = NULL`.execute(server.app.services.database));

const shown = { published_at: '2026-11-20T09:00:00Z', lat: 56.42, lon: 61.93 };
const list = (query: object = {}) => server.call(listPublicMessages, { query });
const numbersOf = async (query: object = {}) => (await list(query)).messages.map(({ number }) => number);
const asked = (query: object): string => new URLSearchParams(query as Record<string, string>).toString();
const feed = (format: string, query: object = {}, headers: Record<string, string> = {}) =>
  server.inject({ method: 'GET', url: `/api/open/messages/feed/${format}?${asked(query)}`, headers });

/** Feeds are kept for a minute. */
function later(): void {
  minute += 2;
  server.setNow(new Date(Date.parse('2026-11-24T09:00:00Z') + minute * 60_000).toISOString());
}
async function entriesOf(query: object = {}) {
  later();
  const rss = parseRssFeed((await feed('rss', query)).body);
  const atom = parseAtomFeed((await feed('atom', query)).body);
  const titles = rss.items?.map(({ title }) => title) ?? [];
  expect(atom.entries?.map(({ title }) => title?.value) ?? []).toEqual(titles);
  return titles;
}

describe('what may be read', () => {
  test("private by default: a message, an unpublished one, one of somebody's own life and a merged one are in no list, feed or map", async () => {
    const operator = await signInAs(server, 'operator');
    const own = await submitCase(server, { text: 'Яма на Титова', place: { lat: 56.42, lon: 61.93 } });
    const [open] = await plantCases(server, [
      { ...shown, title: 'Яма видна' },
      { ...shown, title: 'Яма скрыта', published_at: null },
      { ...shown, title: 'Яма личная', fact_id: personalFacts()[0]! },
    ]);
    await plantCases(server, [{ ...shown, title: 'Яма вторая', status: 'merged', merged_into: open!.id }]);
    for (const query of [{}, { q: 'яма' }]) {
      expect(await list(query)).toMatchObject({ total: 1, messages: [{ title: 'Яма видна' }], next: null });
      expect(await entriesOf(query)).toEqual(['Яма видна']);
      expect((await server.call(listPublicPoints, { query })).points).toHaveLength(1);
    }
    // Without the author's word a moderator cannot show it either.
    const card = await readCard(server, own.number, operator);
    const body = { version: card.version, published: true };
    expect((await server.fail(publishCase, { params: { id: card.id }, body }, operator)).code).toBe(
      'cases.consent-missing',
    );
    expect(await numbersOf()).toEqual([open!.number]);
  });

  test('hidden, it leaves the register at once and the feed within a minute', async () => {
    await plantCases(server, [{ ...shown, title: 'Была видна' }]);
    expect(await entriesOf()).toEqual(['Была видна']);
    await sql`UPDATE cases.case_file SET published_at = NULL`.execute(server.app.services.database);
    expect(await numbersOf()).toEqual([]);
    expect(await entriesOf()).toEqual([]);
  });

  test('of a home a feed says the topic and the street alone', async () => {
    await plantCases(server, [
      { ...shown, title: 'Соседка шумит', is_home: true, address: 'ул. Титова, 5, кв. 17', block: 'roads' },
    ]);
    later();
    const { body } = await feed('atom');
    expect(body).not.toMatch(/Соседка|кв|, 5/u);
    expect(body).toContain('ул. Титова');
  });

  test('words are looked for in what everybody reads: a name or a number hidden there finds nothing and counts nothing', async () => {
    await plantCases(server, [
      {
        ...shown,
        title: 'Яма, звоните 8 912 345-67-89',
        body: 'Пишет Подсолнухова',
        address: 'ул. Титова, 5, кв. 17',
      },
      { ...shown, title: 'Фонарь не горит', is_home: true, address: 'пр. Победы, 9' },
    ]);
    for (const q of ['345', '912', 'подсолнухова', 'кв', 'победы 9']) {
      expect(await list({ q })).toMatchObject({ total: 0, messages: [], next: null });
      expect(await server.call(listPublicPoints, { query: { q } })).toMatchObject({ total: 0, points: [] });
      expect(await entriesOf({ q })).toEqual([]);
    }
    expect((await list({ q: 'титова яма' })).total).toBe(1);
    expect((await list({ q: 'победы' })).total).toBe(1);
  });
});

describe('filters', () => {
  test('topic, district with its parts, state, period and words, together and each alone; what has no place is there too', async () => {
    const [roads, , late, old, placeless] = await plantCases(server, [
      { ...shown, block: 'roads', district_id: 'sinarsky', title: 'Яма' },
      { ...shown, block: 'waste', district_id: 'sinarsky', title: 'Мусор' },
      {
        ...shown,
        block: 'waste',
        district_id: 'krasnogorsky',
        title: 'Бак',
        status: 'in_work',
        due_at: '2026-11-20T09:00:00Z',
      },
      { ...shown, block: 'roads', title: 'Старая яма', registered_at: '2026-09-01T09:00:00Z' },
      { ...shown, block: 'roads', lat: null, lon: null, title: 'Где-то яма' },
    ]);
    expect((await numbersOf({ block: 'roads' })).toSorted()).toEqual(
      [roads!.number, placeless!.number].toSorted(),
    );
    expect(await numbersOf({ block: 'roads', district: 'sinarsky' })).toEqual([roads!.number]);
    expect(await numbersOf({ shape: 'overdue' })).toEqual([late!.number]);
    expect(await numbersOf({ q: 'ямы', days: 365 })).toContain(old!.number);
    expect(await entriesOf({ block: 'waste', district: 'krasnogorsky' })).toEqual(['Бак']);
    expect(await server.call(listPublicPoints, { query: { district: 'sinarsky' } })).toMatchObject({
      total: 2,
    });
    expect(await list({ district: 'нет-такого' })).toMatchObject({ total: 0 });
    for (const query of [{ days: 1000 }, { shape: 'lost' }, { cursor: '1' }])
      expect((await server.fail(listPublicMessages, { query: query as never })).status).toBe(400);
  });

  test('words find by the title, the address, the topic and its block, each alone; two words of two of them together', async () => {
    const fact = findFact('roads.pavement.pothole')!;
    const block = findBlock('waste')!;
    const planted = await plantCases(server, [
      { ...shown, title: 'Крокодил на мосту', address: 'пр. Победы, 1', block: 'health' },
      { ...shown, title: 'Просьба', address: 'ул. Титова, 5', block: 'health' },
      { ...shown, title: 'Просьба', address: null, block: 'roads', fact_id: fact.id },
      { ...shown, title: 'Просьба', address: null, block: block.code },
    ]);
    const [byTitle, byAddress, byFact, byBlock] = planted.map(({ number }) => number);
    expect(await numbersOf({ q: 'крокодилы' })).toEqual([byTitle]);
    expect(await numbersOf({ q: 'титова' })).toEqual([byAddress]);
    expect(await numbersOf({ q: fact.title })).toEqual([byFact]);
    expect(await numbersOf({ q: block.title })).toEqual([byBlock]);
    expect(await numbersOf({ q: 'крокодил победы' })).toEqual([byTitle]);
    expect(await numbersOf({ q: 'крокодил титова' })).toEqual([]);
  });

  test('page by page, every one once, though many came in one moment', async () => {
    const planted = await plantCases(
      server,
      Array.from({ length: 45 }, (_, at) => ({
        ...shown,
        title: at % 2 ? 'Яма' : 'Свет',
        registered_at: '2026-11-20T09:00:00Z',
      })),
    );
    for (const [query, count] of [
      [{}, 45],
      [{ q: 'яма' }, 22],
    ] as const) {
      const seen: string[] = [];
      for (let cursor: string | undefined, more = true; more; ) {
        const page = await list({ ...query, ...(cursor && { cursor }) });
        seen.push(...page.messages.map(({ number }) => number));
        cursor = page.next ?? undefined;
        more = page.next !== null;
      }
      expect(seen).toHaveLength(count);
      expect(new Set(seen).size).toBe(count);
    }
    expect((await list()).total).toBe(planted.length);
  });
});

test('a feed says its filter in its address and title, and is not sent again while nothing changed', async () => {
  await plantCases(server, [{ ...shown, title: 'Яма <у> "дома" & свет', block: 'roads' }]);
  later();
  const reply = await feed('atom', { block: 'roads', q: 'яма' });
  const atom = parseAtomFeed(reply.body);
  expect(atom.title).toMatchObject({ value: expect.stringMatching(/: сообщения жителей, .*«яма»$/u) });
  expect(atom.links?.[0]?.href).toContain('/api/open/messages/feed/atom?block=roads&q=');
  expect(atom.entries?.[0]?.links?.[0]?.href).toMatch(/\/m\/2026-11-\d+$/u);
  expect(reply.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  later();
  const again = await feed(
    'atom',
    { block: 'roads', q: 'яма' },
    { 'if-none-match': String(reply.headers.etag) },
  );
  expect(again.statusCode).toBe(304);
  await plantCases(server, [{ ...shown, title: 'Ещё яма', block: 'roads' }]);
  later();
  expect(
    (await feed('atom', { block: 'roads', q: 'яма' }, { 'if-none-match': String(reply.headers.etag) }))
      .statusCode,
  ).toBe(200);
});
