import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { asSystem, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { countWords, indexCases, reindexCases } from './indexing.ts';

let server: TestServer;
let operator: string;
const numbers: string[] = [];
const ids: string[] = [];

type Query = NonNullable<RouteInput<typeof listCases>['query']>;
const list = (query: Query, cookie = operator) => server.call(listCases, { query }, cookie);
/** Which of the made cases a phrase finds, best first, by their index. */
const found = async (q: string, more: Query = {}, cookie = operator) =>
  (await list({ q, ...more }, cookie)).rows.map(({ number }) => numbers.indexOf(number));

const messages = [
  { text: 'Сосульки висят над входом в подъезд.', place: { address: 'ул. Титова, 14' } },
  { text: 'На дороге яма. Обходим её по газону.', factId: 'roads.pavement.pothole' },
  {
    text: 'Просим убрать снег во дворе. Рядом с ямами скользко.\nЗвоните 8 912 345-67-89, скажу, где сосулька падала.',
    place: { address: 'ул. Титова, 16' },
  },
  { text: 'Ёлка упала на провода у школы.', phone: '+79125550101' },
  { text: 'Остановка без навеса, встретимся 14 числа.', factId: 'transport.general.other' },
];

beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
  for (const [index, message] of messages.entries()) {
    server.setNow(`2026-11-${18 + index}T09:00:00Z`);
    const sent = await submitCase(server, message);
    numbers.push(sent.number);
    ids.push((await readCard(server, sent.number, operator)).id);
  }
  server.setNow('2026-11-24T09:00:00Z');
});
afterAll(() => server.close());

describe('words', () => {
  test.each<[string, number[]]>([
    ['сосулька', [0, 2]],
    ['сосульками', [0, 2]],
    ['ямой', [1, 2]],
    ['елка', [3]],
    ['ЁЛКИ', [3]],
    ['снег двор', [2]],
    ['провод школа яма', []],
    ['оста', [4]],
  ])('«%s»', async (phrase, expected) => {
    expect(await found(phrase)).toEqual(expected);
  });

  test('those in the title go first, and other orders are there for the asking', async () => {
    expect(await found('сосулька', { sort: '-registered' })).toEqual([2, 0]);
    expect(await found('яма', { block: 'roads' })).toEqual([1]);
    const first = await list({ q: 'сосулька', limit: 1 });
    expect((await list({ q: 'сосулька', limit: 1, cursor: first.next! })).rows[0]?.id).toBe(ids[2]);
  });

  test('what was found is marked, and a phone in the text stays hidden', async () => {
    const { found: marks } = await list({ q: 'сосулька' });
    const [title, text] = [marks.find(({ id }) => id === ids[0]), marks.find(({ id }) => id === ids[2])];
    expect(title?.title?.[0]).toEqual({ text: 'Сосульки', isHit: true });
    expect(text?.excerpt?.segments.filter(({ isHit }) => isHit)).toEqual([{ text: 'сосулька', isHit: true }]);
    expect(JSON.stringify(marks)).not.toMatch(/345-67-89/);
  });

  test('a word of the answer is found once the answer is out', async () => {
    expect(await found('дворник')).toEqual([]);
    const { database } = server.app.services;
    await database
      .insertInto('cases.answer')
      .values({
        id: '01900000-0000-7000-8000-000000000001',
        case_id: ids[2]!,
        version: 1,
        state: 'released',
        body: 'Двор убрал дворник Управления.',
        outcome: 'solved',
        author: 'test',
        author_name: 'Тест',
        created_at: new Date('2026-11-24T09:00:00Z'),
      })
      .execute();
    await asSystem(server, (ctx) => indexCases(ctx, [ids[2]!]));
    const { rows, found: marks } = await list({ q: 'дворник' });
    expect(rows.map(({ id }) => id)).toEqual([ids[2]]);
    expect(marks[0]?.excerpt?.source).toBe('answer');
  });
});

describe('mistakes', () => {
  test.each<[string, string, number[]]>([
    ['сосулки', 'сосульки', [0, 2]],
    ['остоновка', 'остановка', [4]],
    ['cjcekmrb', 'сосульки', [0, 2]],
  ])('«%s» is shown by «%s»', async (phrase, shown, expected) => {
    const reply = await list({ q: phrase });
    expect(reply.search).toMatchObject({ replaced: [{ typed: phrase, shown }], shown });
    expect(reply.rows.map(({ number }) => numbers.indexOf(number))).toEqual(expected);
  });

  test.each<[string, string, number[]]>([
    ['сасулька в падъезд', 'сосулька в подъезд', [0]],
    ['астановка без новеса', 'остановка без навеса', [4]],
    ['правада у шкалы', 'провода у школы', [3]],
    ['сасуллька', 'сосулька', [0, 2]],
  ])('two of them, «%s», are shown by «%s»', async (phrase, shown, expected) => {
    const reply = await list({ q: phrase });
    expect(reply.search?.shown).toBe(shown);
    expect(reply.rows.map(({ number }) => numbers.indexOf(number))).toEqual(expected);
  });

  test('who has the very words goes before who has what they sound like', async () => {
    // Rare beside a far more frequent one: asked together, and the rare one is what was typed.
    const { database } = server.app.services;
    await database
      .updateTable('cases.search_word')
      .set({ uses: 500 })
      .where('lexeme', '=', 'провод')
      .execute();
    const { number } = await submitCase(server, {
      text: 'Провот у остановки снят, просим повесить табличку.',
    });
    // Another day: what this process keeps of the dictionary is of today.
    server.setNow('2026-11-26T09:00:00Z');
    const reply = await list({ q: 'провот' }, await signInAs(server, 'operator', { slug: 'next-day' }));
    server.setNow('2026-11-24T09:00:00Z');
    expect(reply.rows.map((row) => row.number)).toEqual([number, numbers[3]]);
  });

  test('a word that is right is never replaced', async () => {
    expect((await list({ q: 'сосульки снег' })).search?.replaced).toEqual([]);
    expect((await list({ q: 'хрюндель' })).search?.replaced).toEqual([]);
  });
});

describe('addresses', () => {
  test.each(['Титова 14', 'титова 14', 'ул. Титова, д. 14', 'тетова 14'])('«%s»', async (phrase) => {
    const reply = await list({ q: phrase });
    expect(reply.search?.place).toBe('ул. Титова, 14');
    expect(reply.rows[0]?.id).toBe(ids[0]);
    expect(reply.rows.map(({ id }) => id)).not.toContain(ids[4]);
  });

  test('with words besides', async () => {
    expect(await found('сосульки на Титова 14')).toEqual([0]);
    expect(await found('яма Титова 16')).toEqual([2]);
  });
});

describe('numbers and people', () => {
  test('by the whole number, by a part of it, by that of another system', async () => {
    expect(await found(`№ ${numbers[3]}`)).toEqual([3]);
    expect(await found(numbers[3]!.split('-')[2]!)).toEqual([3]);
    expect(await found('0412-нет')).toEqual([]);
  });

  describe('by a number of another system', () => {
    beforeAll(async () => {
      for (const [index, source, id] of [
        [1, 'pos', '2026112600001'],
        [2, 'kursk', 'kursk_test-150'],
        [3, 'demo', 'demo-1-2025-11-0979'],
        [4, 'mail', 'content:kursk_test-151'],
      ] as const) {
        await server.app.services.database
          .updateTable('cases.contact')
          .set({ external_source: source, external_id: id })
          .where('case_id', '=', ids[index]!)
          .execute();
        await asSystem(server, (ctx) => indexCases(ctx, [ids[index]!]));
      }
    });
    test.each<[string, number[]]>([
      ['ПОС 2026112600001', [1]],
      ['2026112600001', [1]],
      // A clear part: a beginning, an end of a long one, whole parts.
      ['20261126', [1]],
      ['12600001', [1]],
      ['kursk_test-150', [2]],
      ['KURSK TEST-150'.replace(' ', '-'), [2]],
      ['test-150', [2]],
      ['150', [2]],
      ['kursk_test-15', [2]],
      ['demo-1-2025-11-0979', [3]],
      ['2025-11-979', [3]],
      ['11-979', [3]],
      ['№ 979', [3]],
      ['demo-1', [3]],
      // No part of it, and a digest that stands for a number is none.
      ['urs-15', []],
      ['kursk_test-151', []],
      ['test-15000', []],
    ])('«%s»', async (phrase, expected) => {
      const reply = await list({ q: phrase });
      expect(reply.rows.map(({ number }) => numbers.indexOf(number))).toEqual(expected);
      if (expected.length > 0) expect(reply.search?.kind).toBe('number');
    });

    test('our own number goes before a part of another one', async () => {
      await server.app.services.database
        .insertInto('cases.number_part')
        .values({ part: numbers[0]!.replace(/-0+/gu, '-'), case_id: ids[4]! })
        .execute();
      expect(await found(numbers[0]!)).toEqual([0]);
    });

    test('a foreign case is not found by it', async () => {
      const waste = await signInAs(server, 'operator', { slug: 'waste-only', blocks: ['waste'] });
      expect(await found('kursk_test-150', {}, waste)).toEqual([]);
    });
  });

  test('by phone for those who may see it, with a record; others are told so', async () => {
    const desk = await signInAs(server, 'operator', { slug: 'phone-desk' });
    expect(await found('8 912 555-01-01', {}, desk)).toEqual([3]);
    const records = await server.app.services.database
      .selectFrom('audit.record')
      .select(['action', 'payload'])
      .where('action', '=', 'cases.search-contact')
      .execute();
    expect(records).toHaveLength(1);
    expect(JSON.stringify(records)).not.toMatch(/5550101/);
    const observer = await signInAs(server, 'observer');
    expect(await list({ q: '+79125550101' }, observer)).toMatchObject({
      rows: [],
      search: { kind: 'hidden' },
    });
  });
});

test('a foreign case is not found by any word of it', async () => {
  const roads = await signInAs(server, 'operator', { slug: 'roads-only', blocks: ['roads'] });
  const { database } = server.app.services;
  await database.updateTable('cases.case_file').set({ block: 'waste' }).where('id', '=', ids[0]!).execute();
  expect(await found('сосульки', {}, roads)).not.toContain(0);
  expect(await found('титова 14', {}, roads)).not.toContain(0);
});

test('what an earlier version indexed is built anew, and words are counted', async () => {
  const { database } = server.app.services;
  await database.updateTable('cases.search_document').set({ edition: 0, document: '' }).execute();
  expect(await found('сосульки')).toEqual([]);
  await asSystem(server, (ctx) => reindexCases(ctx));
  await asSystem(server, (ctx) => countWords(ctx));
  expect(await found('сосульки')).toEqual([0, 2]);
  const word = await database
    .selectFrom('cases.search_word')
    .selectAll()
    .where('lexeme', '=', 'сосульк')
    .executeTakeFirstOrThrow();
  expect(word.uses).toBe(2);
});
