import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  foreignPage,
  type Hearing,
  heardPage,
  openHearing,
  putHeardPages,
  seenFact,
} from '../../../tests/support/networks/heard-posts.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { pagePromises } from './page-promises.ts';

/** What pages promised, as everybody reads it: posts and replies as rows, with what was read in them. */

const UNIT = randomUUID();
const POTHOLE = 'roads.pavement.pothole';
let server: TestServer;
let hearing: Hearing;
let serial = 0;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  hearing = openHearing(server);
  await putHeardPages(server);
  await server.asOwner(`UPDATE networks.page SET title = 'Чужая' WHERE id = '${foreignPage.id}'`);
});
beforeEach(async () => {
  await server.asOwner('DELETE FROM conflicts.promise; DELETE FROM conflicts.statement');
});
afterAll(() => server.close());

interface Said {
  text?: string;
  at?: string;
  on?: string | null;
  place?: string | null;
  category?: string | null;
  factId?: string | null;
  incident?: string | null;
  claims?: object[];
  pageId?: string | null;
}

const literal = (value: string | null): string => (value === null ? 'NULL' : `'${value}'`);

async function state(source: 'post' | 'reply', sourceId: string, said: Said): Promise<string> {
  const {
    at = '2026-11-10T06:00:00Z',
    on = '2026-11-20',
    place = 'ul-titova|14',
    category = 'roads.pavement',
  } = said;
  const { factId = POTHOLE, incident = null, claims = [], pageId = heardPage.id } = said;
  const id = randomUUID();
  await server.asOwner(
    `INSERT INTO conflicts.statement (id, source, source_id, page_id, unit_id, incident_id, said_at, category, fact_id, place_key, address, claims, done_at)
     VALUES ('${id}', '${source}', '${sourceId}', ${literal(pageId)}, '${UNIT}', ${literal(incident)}, '${at}', ${literal(category)},
       ${literal(factId)}, ${literal(place)}, 'ул. Титова, 14', '${JSON.stringify(claims)}', ${JSON.stringify(claims).includes('"isDone":true') ? `'${at}'` : 'NULL'})`,
  );
  if (on !== null)
    await server.asOwner(
      `INSERT INTO conflicts.promise (statement_id, promised_on, due_at, state) VALUES ('${id}', '${on}', '${on}T19:00:00Z', 'waiting')`,
    );
  return id;
}

/** A post of our page that promises; the id of what was read in it. */
async function post(said: Said = {}): Promise<string> {
  const told = hearing.fresh({ kind: 'post', isOwn: true, text: said.text ?? 'Яму засыплем до 20 ноября.' });
  await hearing.hear([seenFact(told)]);
  return state('post', String((await hearing.rowOf(told.id))?.id), said);
}

interface Replied extends Said {
  kind?: 'comment' | 'message';
  entered?: string | null;
  isOut?: boolean;
}

async function reply({
  kind = 'comment',
  entered = null,
  isOut = true,
  ...said
}: Replied = {}): Promise<string> {
  serial += 1;
  const asked = hearing.fresh({ kind });
  await hearing.hear([seenFact(asked)]);
  const [incident, id] = [randomUUID(), randomUUID()];
  await server.asOwner(
    `INSERT INTO incidents.incident (id, number, title, status, importance, origin, offer, opened_at, last_posted_at)
     VALUES ('${incident}', 'И-${serial}', 'Яма', 'sorted', 'normal', 'own-page', '{}', now(), now());
     INSERT INTO incidents.reply (id, incident_id, post_id, page_id, text, state, is_interim, promised_on, made_by, made_by_name, made_at,
       approved_by, published_at, published_url)
     VALUES ('${id}', '${incident}', '${(await hearing.rowOf(asked.id))?.id}', '${heardPage.id}', '${said.text ?? 'Засыплем до 20 ноября.'}',
       '${isOut ? 'published' : 'saying'}', false, ${literal(entered)}, 'staff:1', 'Пробный', now(), 'staff:2',
       ${isOut ? "'2026-11-10T06:00:00Z', 'https://network.example/r'" : 'NULL, NULL'})`,
  );
  return state('reply', id, { incident, ...said });
}

const list = (since = '2026-11-01T06:00:00Z', most = 50) =>
  asSystem(server, (ctx) => pagePromises.list(ctx, { since: new Date(since), most }));
const ids = async (...given: Parameters<typeof list>) => (await list(...given)).map(({ id }) => id);
const wordsOf = async (id: string) =>
  (await asSystem(server, (ctx) => pagePromises.words(ctx, [id]))).get(id);
const goAway = (statement: string) =>
  server.asOwner(
    `UPDATE posts.post SET gone_at = now(), gone_by = 'page' WHERE id = (SELECT source_id FROM conflicts.statement WHERE id = '${statement}')`,
  );

describe('a promise of a page', () => {
  test('is told with its day, of whose it is, by the program’s reading', async () => {
    const id = await post();
    expect(await list()).toEqual([
      {
        id,
        unitId: UNIT,
        body: 'Страница',
        block: 'roads',
        madeAt: new Date('2026-11-10T06:00:00Z'),
        dueAt: new Date('2026-11-20T18:59:59Z'),
        moves: [],
        hasHour: false,
        isFound: true,
        doneAt: null,
        proof: null,
      },
    ]);
  });

  test('of no page and no topic is of the city, and of no block', async () => {
    await post({ pageId: null, factId: null });
    expect(await list()).toMatchObject([{ body: 'Страница города', block: null }]);
  });

  test('a day a person entered beside a reply is no reading', async () => {
    await reply({ entered: '2026-11-20' });
    await reply({ at: '2026-11-11T06:00:00Z', place: 'ul-titova|16' });
    expect((await list()).map(({ isFound }) => isFound)).toEqual([false, true]);
  });

  test('of one place and sphere is one, with the days that were named later', async () => {
    const first = await post();
    await post({ at: '2026-11-15T06:00:00Z', on: '2026-11-27' });
    const other = await post({ category: 'roads.lighting' });
    const facts = await list();
    expect(facts.map(({ id }) => id).toSorted()).toEqual([first, other].toSorted());
    expect(facts.find(({ id }) => id === first)?.moves).toEqual([
      { at: new Date('2026-11-15T06:00:00Z'), dueAt: new Date('2026-11-27T18:59:59Z') },
    ]);
  });

  test('is done by the first word of a page that says so later, of its place and sphere or its incident', async () => {
    const done = [{ kind: 'state', isDone: true, from: 0, to: 1 }];
    const said = (more: Said) => post({ on: null, claims: done, ...more });
    const id = await reply();
    const incident = (await server.asOwner(`SELECT incident_id FROM conflicts.statement WHERE id = '${id}'`))
      .rows[0].incident_id;
    const doneAt = async () => (await list()).find((one) => one.id === id)?.doneAt?.toISOString() ?? null;
    await said({ at: '2026-11-10T06:00:00Z' });
    await said({ at: '2026-11-19T06:00:00Z', place: 'ul-titova|16' });
    await said({ at: '2026-11-19T06:00:00Z', category: 'roads.lighting' });
    await post({
      at: '2026-11-19T06:00:00Z',
      on: null,
      claims: [{ kind: 'state', isDone: false, from: 0, to: 1 }],
    });
    expect(await doneAt()).toBeNull();
    await said({ at: '2026-11-18T06:00:00Z', place: null, category: null, incident });
    expect(await doneAt()).toBe('2026-11-18T06:00:00.000Z');
    await said({ at: '2026-11-17T06:00:00Z' });
    expect(await doneAt()).toBe('2026-11-17T06:00:00.000Z');
  });

  test('is what everybody could read, a post deleted since too: no reply to a private message, none on its way', async () => {
    const [shown, gone] = [await post(), await post({ place: 'ul-titova|16' })];
    await goAway(gone);
    const answer = await reply({ place: 'ul-titova|18' });
    const hidden = [
      await reply({ kind: 'message', place: 'ul-titova|20' }),
      await reply({ isOut: false, place: 'ul-titova|22' }),
    ];
    expect((await ids()).toSorted()).toEqual([shown, gone, answer].toSorted());
    expect(await wordsOf(gone)).toMatchObject({
      link: null,
      note: expect.stringMatching(/^Страница удалила запись/u),
    });
    for (const id of hidden) expect(await wordsOf(id)).toBeUndefined();
  });

  test('is of the weeks that are looked at, in the order they were said, and no more than are asked for', async () => {
    const late = await post({ at: '2026-11-12T06:00:00Z', place: 'ul-titova|16' });
    const early = await post({ at: '2026-11-11T06:00:00Z', on: '2026-11-21' });
    await post({ place: 'ul-titova|18', on: '2026-11-19' });
    expect(await ids('2026-11-20T06:00:00Z')).toEqual([early, late]);
    expect(await ids('2026-11-20T06:00:00Z', 1)).toEqual([early]);
  });

  test('that a person has denied is none', async () => {
    const [kept, denied] = [await post(), await post({ place: 'ul-titova|16' })];
    await server.asOwner(
      `INSERT INTO promises.confirmation (kind, promise_id, due_on, is_promise, at, by_ref, by_name) VALUES ('page', '${denied}', '2026-11-20', false, now(), 'staff:1', 'Пробный')`,
    );
    expect(await ids()).toEqual([kept]);
  });
});

describe('its words', () => {
  const text = 'Яму осмотрели. Засыплем до 20 ноября, звоните +79120000017. Следим.';
  const day = (on: string, at: string) => [
    {
      kind: 'day',
      day: on,
      hour: null,
      role: 'end',
      sense: 'by',
      from: text.indexOf(at),
      to: text.indexOf(at) + 1,
    },
  ];

  test('begin with the sentence that names the day, and hold nothing of a person', async () => {
    const words = await wordsOf(await post({ text, claims: day('2026-11-20', 'до 20') }));
    expect(words).toEqual({
      title: expect.stringMatching(/^Засыплем до 20 ноября/u),
      place: 'ул. Титова, 14',
      where: 'в записи страницы «Страница»',
      link: expect.stringMatching(/^https:\/\/network\.example\//u),
      note: '',
      proofs: [],
      photos: null,
    });
    expect(words?.title).not.toMatch(/79120000017/u);
    expect((await wordsOf(await post({ text, claims: day('2026-11-21', 'до 20') })))?.title).toBe(
      'Яму осмотрели',
    );
  });

  test('of a reply are told as a reply; without an address there is no link', async () => {
    const id = await reply();
    const other = await reply({ text: 'Покрасим до 20 ноября.' });
    expect((await wordsOf(other))?.title).toBe('Покрасим до 20 ноября');
    expect(await wordsOf(id)).toMatchObject({
      title: 'Засыплем до 20 ноября',
      where: 'в ответе страницы «Страница»',
      link: 'https://network.example/r',
    });
    await server.asOwner(`UPDATE incidents.reply SET published_url = '' WHERE state = 'published'`);
    expect((await wordsOf(id))?.link).toBeNull();
    const nowhere = await post({ pageId: null });
    expect((await wordsOf(nowhere))?.where).toBe('в записи страницы «города»');
  });
});

test('what pages said of a matter is of its place and sphere, since a day, the latest first, promised or not', async () => {
  const claims = [{ kind: 'day', day: '2026-11-20', hour: null, role: 'end', sense: 'by', from: 0, to: 1 }];
  await post({ claims });
  await reply({ at: '2026-11-12T06:00:00Z', on: null, claims: [] });
  await post({ place: 'ul-titova|16' });
  await post({ category: 'roads.lighting' });
  await post({ at: '2026-11-09T23:59:59Z' });
  await goAway(await post());
  const matter = { category: 'roads.pavement', placeKey: 'ul-titova|14', caseId: null };
  const said = (of: Parameters<NonNullable<typeof pagePromises.saidOf>>[1]) =>
    asSystem(server, (ctx) => pagePromises.saidOf!(ctx, of, new Date('2026-11-10T06:00:00Z')));
  expect(await said(matter)).toEqual([
    {
      at: new Date('2026-11-12T06:00:00Z'),
      unitId: UNIT,
      claims: [],
      title: 'ответ страницы «Страница» от 12.11.2026',
      link: 'https://network.example/r',
    },
    {
      at: new Date('2026-11-10T06:00:00Z'),
      unitId: UNIT,
      claims,
      title: 'запись страницы «Страница» от 10.11.2026',
      link: expect.stringMatching(/^https:/u),
    },
  ]);
  expect(await said({ ...matter, category: null })).toEqual([]);
  expect(await said({ ...matter, placeKey: null })).toEqual([]);
});
