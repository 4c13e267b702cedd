import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plantCases } from '../../../../tests/support/plant.ts';
import { type PromiseLine, plantPromise, solvedCase } from '../../../../tests/support/promises.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import type { LedgerFact, LedgerWords, Matter } from '../../../base/promises/index.ts';
import { answerPromises } from './open-promises.ts';

/** What everybody reads of promises given in answers: which of them, with which words, by what proof. */

const POTHOLE = 'roads.pavement.pothole';
const UNIT = randomUUID();

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  server.setNow('2026-11-24T09:00:00Z');
  await server.asOwner('UPDATE cases.case_file SET published_at = NULL');
});
afterAll(() => server.close());

const line = (until: string, more: Partial<PromiseLine> = {}): PromiseLine => ({ until, ...more });

const plant = (file: object, ...lines: PromiseLine[]): Promise<string> => plantPromise(server, file, lines);

const list = (since = '2026-11-01T00:00:00Z', most = 100): Promise<LedgerFact[]> =>
  asSystem(server, (ctx) => answerPromises.list(ctx, { since: new Date(since), most }));
const wordsOf = async (...ids: string[]): Promise<(LedgerWords | undefined)[]> => {
  const words = await asSystem(server, (ctx) => answerPromises.words(ctx, ids));
  return ids.map((id) => words.get(id));
};
const caseOf = async (promise: string): Promise<string> =>
  (await server.asOwner(`SELECT case_id FROM cases.promise WHERE id = '${promise}'`)).rows[0].case_id;

async function photo(promise: string, role: 'before' | 'after', released: boolean): Promise<string> {
  const id = randomUUID();
  const caseId = await caseOf(promise);
  await server.asOwner(
    `INSERT INTO files.file (id, sha256, kind, bytes, width, height, uploader, token_hash, claimed, released, created_at)
     VALUES ('${id}', repeat('0', 64), 'jpeg', 1, 1, 1, 'staff:x', '', true, ${released}, now());
     INSERT INTO cases.attachment (case_id, file_id, role, added_by, added_at)
     VALUES ('${caseId}', '${id}', '${role}', 'staff:x', clock_timestamp())`,
  );
  return id;
}

async function rate(promise: string, resolved: string[]): Promise<void> {
  const caseId = await caseOf(promise);
  const contact = randomUUID();
  await server.asOwner(
    `INSERT INTO cases.contact (id, case_id, kind, identity, regime, regime_reason, received_at)
     VALUES ('${contact}', '${caseId}', 'site_form', 'anonymous', 'pos_message', '', now())`,
  );
  for (const [round, word] of resolved.entries())
    await server.asOwner(
      `INSERT INTO cases.rating (id, case_id, contact_id, round, at, resolved)
       VALUES ('${randomUUID()}', '${caseId}', '${contact}', ${round + 1}, now(), '${word}')`,
    );
}

describe('a line of the ledger', () => {
  test('is a promise with its moves, by whom, of which block, and whether it is done', async () => {
    const id = await plant(
      { ...solvedCase, resolved: 'yes' },
      line('2026-11-20', { unitId: UNIT, state: 'moved' }),
      line('2026-11-27', { madeAt: '2026-11-12T06:00:00Z' }),
    );
    expect(await list()).toEqual([
      {
        id,
        unitId: UNIT,
        body: 'Администрация',
        block: 'roads',
        madeAt: new Date('2026-11-02T06:00:00Z'),
        dueAt: new Date('2026-11-20T18:59:59Z'),
        moves: [{ at: new Date('2026-11-12T06:00:00Z'), dueAt: new Date('2026-11-27T18:59:59Z') }],
        hasHour: false,
        isFound: false,
        doneAt: new Date('2026-11-18T06:00:00Z'),
        proof: 'residents',
      },
    ]);
  });

  test('of a case that had to be promised again is two, and the first was not done', async () => {
    await plant(
      { ...solvedCase, resolved: 'yes' },
      line('2026-11-10', { state: 'kept' }),
      line('2026-11-20', { madeAt: '2026-11-12T06:00:00Z' }),
    );
    expect((await list()).map(({ doneAt, proof }) => [doneAt !== null, proof])).toEqual([
      [false, null],
      [true, 'residents'],
    ]);
  });

  test('is proved by a photo that everybody sees, of what was done', async () => {
    const [shown, hidden, early] = [
      await plant(solvedCase, line('2026-11-20')),
      await plant(solvedCase, line('2026-11-21')),
      await plant(solvedCase, line('2026-11-22')),
    ];
    await photo(shown, 'after', true);
    await photo(hidden, 'after', false);
    await photo(early, 'before', true);
    const proofs = new Map((await list()).map(({ id, proof }) => [id, proof]));
    expect([shown, hidden, early].map((id) => proofs.get(id))).toEqual(['photo', null, null]);
  });

  test('is of the case alone that strangers read and that follows no other', async () => {
    const [main] = await plantCases(server, [{ published_at: '2026-11-02T06:00:00Z' }]);
    const shown = await plant({}, line('2026-11-20'));
    const others: string[] = [];
    for (const file of [{ published_at: null }, { follows_id: main?.id }, { merged_into: main?.id }])
      others.push(await plant(file, line('2026-11-20')));
    expect((await list()).map(({ id }) => id)).toEqual([shown]);
    expect(await wordsOf(shown, ...others)).toEqual([expect.anything(), undefined, undefined, undefined]);
  });

  test('is of the weeks that are looked at: until the first day or later, and no more cases than are asked for', async () => {
    await plant({}, line('2026-11-09'));
    const first = await plant({}, line('2026-11-10'));
    const later = await plant({}, line('2026-11-12'));
    const since = '2026-11-10T06:00:00Z';
    expect((await list(since)).map(({ id }) => id).toSorted()).toEqual([first, later].toSorted());
    expect((await list('2026-11-01T00:00:00Z', 0)).length).toBe(0);
    // What was moved into these weeks begins before them.
    const moved = await plant({}, line('2026-11-01', { state: 'moved' }), line('2026-11-15'));
    expect((await list(since)).map(({ id }) => id)).toContain(moved);
  });
});

describe('its words', () => {
  const titled = async (file: object, until: string, text: string, more: Partial<PromiseLine> = {}) =>
    (await wordsOf(await plant(file, line(until, { text, ...more }))))[0]?.title;

  test('are the sentence that names the day, else what the answer begins with', async () => {
    const text =
      'Здравствуйте! Яму осмотрели во вторник. Яму на Титова засыплем до 20 ноября. Следим за погодой.';
    expect(await titled({}, '2026-11-20', text)).toBe('Яму на Титова засыплем до 20 ноября');
    expect(await titled({}, '2026-11-23', text)).toBe('Яму осмотрели во вторник');
    const last = 'Яму осмотрели.\nЯму засыплем до 20 ноября';
    expect(await titled({}, '2026-11-20', last)).toBe('Яму засыплем до 20 ноября');
  });

  test('are the topic where it is of a home, or nothing is said', async () => {
    const { title } = (
      await wordsOf(await plant({ fact_id: POTHOLE, is_home: true }, line('2026-11-20')))
    )[0]!;
    expect(title).not.toMatch(/Титова/u);
    expect(await titled({ fact_id: POTHOLE }, '2026-11-20', '')).toBe(title);
    expect(await titled({ fact_id: null }, '2026-11-20', '')).toBe('Обещание в ответе жителю');
  });

  test('of an interim answer are its question, of a home its topic', async () => {
    const interim = { kind: 'interim' } as const;
    const file = { title: 'Яма, звоните +79120000017', fact_id: POTHOLE };
    const told = await titled(file, '2026-11-20', 'Ответим', interim);
    expect(told).toMatch(/^Ответить по сути: Яма/u);
    expect(told).not.toMatch(/79120000017/u);
    const home = await titled({ ...file, is_home: true }, '2026-11-20', 'Ответим', interim);
    expect(home).toMatch(/^Ответить по сути: /u);
    expect(home).not.toMatch(/звоните/u);
  });

  test('tell to how many it was said, where, and what proves it', async () => {
    const alone = await plant({ ...solvedCase, number: '2026-11-7001' }, line('2026-11-20'));
    expect(await wordsOf(alone)).toEqual([
      {
        title: expect.any(String),
        place: 'ул. Титова, 14',
        where: 'в ответе 1\u00a0жителю',
        link: '/m/2026-11-7001',
        note: '',
        proofs: [],
        photos: null,
      },
    ]);
    await rate(alone, ['yes', 'yes']);
    await rate(alone, ['no']);
    await rate(alone, ['partly', 'yes']);
    const after = await photo(alone, 'after', true);
    await server.asOwner(`UPDATE cases.case_file SET joined_count = 2 WHERE number = '2026-11-7001'`);
    const link = '/m/2026-11-7001';
    expect(await wordsOf(alone)).toMatchObject([
      {
        where: 'в ответе 3\u00a0жителям',
        proofs: [
          { title: 'подтвердили 2\u00a0жителя', link },
          { title: 'фото результата', link },
        ],
        photos: null,
      },
    ]);
    const before = await photo(alone, 'before', true);
    await photo(alone, 'before', true);
    expect((await wordsOf(alone))[0]?.photos).toEqual({ before, after });
    const interim = await plant({ number: '2026-11-7002' }, line('2026-11-20', { kind: 'interim' }));
    expect((await wordsOf(interim))[0]?.proofs).toEqual([{ title: 'сам ответ', link: '/m/2026-11-7002' }]);
  });
});

describe('what answers said of a matter', () => {
  const matter: Matter = { category: 'roads.pavement', placeKey: 'ul-titova|14а', caseId: null };
  const since = '2026-11-10T00:00:00Z';
  const said = async (of: Matter) =>
    (await asSystem(server, (ctx) => answerPromises.saidOf!(ctx, of, new Date(since)))).map(
      ({ title, claims }) => [title, ...claims.map((claim) => ('day' in claim ? claim.day : claim.kind))],
    );
  let serial = 0;

  interface Answered {
    at?: string;
    state?: string;
    body?: string;
    promisedOn?: string | null;
  }

  async function answer(
    file: object,
    {
      at = '2026-11-20T06:00:00Z',
      state = 'released',
      body = 'Яму засыплем до 27 ноября.',
      promisedOn = null,
    }: Answered = {},
  ): Promise<{ id: string; number: string }> {
    serial += 1;
    const number = `2026-11-${8000 + serial}`;
    const [row] = await plantCases(server, [
      {
        number,
        fact_id: POTHOLE,
        street_id: 'ul-titova',
        house: '14 А',
        published_at: '2026-11-02T06:00:00Z',
        executor_unit_id: UNIT,
        ...file,
      },
    ]);
    await server.asOwner(
      `INSERT INTO cases.answer (id, case_id, version, state, body, outcome, promised_on, author, author_name, created_at, decided_at)
       VALUES ('${randomUUID()}', '${row!.id}', 1, '${state}', '${body}', 'solved', ${promisedOn === null ? 'NULL' : `'${promisedOn}'`},
         'staff:x', 'Пробный', now(), '${at}')`,
    );
    return row!;
  }
  const told = (number: string, on: string, ...days: string[]) => [
    `ответ от ${on} по сообщению № ${number}`,
    ...days,
  ];

  test('is of its topic and its house, however it is written; the day a person entered stands beside those of the words', async () => {
    const here = await answer({}, { promisedOn: '2026-11-30' });
    await answer({ house: '14' });
    await answer({ house: null });
    await answer({ street_id: 'ul-lenina' });
    await answer({ fact_id: 'housing.general.other' });
    await answer({ published_at: null });
    await answer({}, { state: 'review' });
    const late = await answer({}, { at: since, body: 'Начнём 12 ноября.' });
    await answer({}, { at: '2026-11-09T23:59:59Z' });
    expect(await said(matter)).toEqual([
      told(here.number, '20.11.2026', '2026-11-27', '2026-11-30'),
      told(late.number, '10.11.2026', '2026-11-12'),
    ]);
    const [first] = await asSystem(server, (ctx) => answerPromises.saidOf!(ctx, matter, new Date(since)));
    expect(first).toMatchObject({
      at: new Date('2026-11-20T06:00:00Z'),
      unitId: UNIT,
      link: `/staff/cases/${here.number}`,
    });
  });

  test('is of its own case wherever it stands, and of no place where none is known', async () => {
    const source = await answer({ street_id: null, house: null, fact_id: null });
    await answer({});
    const own = told(source.number, '20.11.2026', '2026-11-27');
    expect(await said({ category: null, placeKey: null, caseId: source.id })).toEqual([own]);
    for (const none of [
      { ...matter, placeKey: null },
      { ...matter, category: null },
      { ...matter, placeKey: 'h3:8910dc0ca77ffff' },
      { ...matter, category: 'housing.general' },
    ])
      expect(await said(none)).toEqual([]);
    const street = await answer({ house: null });
    expect(await said({ ...matter, placeKey: 'ul-titova|' })).toEqual([
      told(street.number, '20.11.2026', '2026-11-27'),
    ]);
  });
});
