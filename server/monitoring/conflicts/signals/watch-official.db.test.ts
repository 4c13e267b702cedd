import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Hearing,
  heardPage,
  openHearing,
  putHeardPages,
  seenFact,
} from '../../../../tests/support/networks/heard-posts.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import type { SeenPost } from '../../../base/networks/index.ts';
import { readPosts } from '../../posts/index.ts';
import { watchOwnPosts, watchReply } from './watch-official.ts';

/** What is kept of official words, which promises of them are watched, and which contradict each other. */

const UNIT = randomUUID();
const PAGE_UNIT = randomUUID();
let server: TestServer;
let hearing: Hearing;
let serial = 0;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  hearing = openHearing(server);
  await putHeardPages(server);
  await server.asOwner(`UPDATE networks.page SET unit_id = '${PAGE_UNIT}' WHERE id = '${heardPage.id}'`);
});
beforeEach(async () => {
  await server.asOwner(
    'TRUNCATE conflicts.signal CASCADE; DELETE FROM conflicts.promise; DELETE FROM conflicts.statement',
  );
});
afterAll(() => server.close());

const HEAT = 'На проспекте Победы, 9 нет отопления.';

/** Our page says it; the id of the post. */
async function say(text: string, given: Partial<SeenPost> = {}): Promise<string> {
  serial += 1;
  const post = hearing.fresh({
    kind: 'post',
    isOwn: true,
    threadId: `own-${serial}`,
    parentId: null,
    text,
    ...given,
  });
  await hearing.hear([seenFact(post)]);
  const id = String((await hearing.rowOf(post.id))?.id);
  await asSystem(server, async (ctx) => watchOwnPosts(ctx, await readPosts(ctx, [id])));
  return id;
}

const statements = () =>
  hearing.ask(
    `SELECT statement.source, statement.source_id, statement.page_id, statement.unit_id, statement.incident_id, statement.said_at,
       statement.fact_id, statement.place_key, promise.promised_on::text AS promised_on, promise.due_at, promise.state
     FROM conflicts.statement LEFT JOIN conflicts.promise ON promise.statement_id = statement.id ORDER BY statement.said_at, statement.id`,
    [],
  );
const signals = () => hearing.ask('SELECT * FROM conflicts.signal ORDER BY noticed_at, id', []);

/** An incident of a comment, sorted and sent to a unit; the number of the comment in the network. */
async function ask(): Promise<{ incident: string; post: string; externalId: string }> {
  serial += 1;
  const told = hearing.fresh({ text: 'Когда дадите тепло?' });
  await hearing.hear([seenFact(told)]);
  const [incident, post] = [randomUUID(), String((await hearing.rowOf(told.id))?.id)];
  await server.asOwner(
    `INSERT INTO incidents.incident (id, number, title, status, importance, origin, offer, opened_at, last_posted_at, unit_id, fact_id, street_id, house, address)
     VALUES ('${incident}', 'И-${serial}', 'Тепло', 'sorted', 'normal', 'own-page', '{}', now(), now(), '${UNIT}', 'housing.heat.absent',
       'ul-titova', '14', 'ул. Титова, 14');
     INSERT INTO incidents.member (post_id, incident_id, at, by_name) VALUES ('${post}', '${incident}', now(), 'Отклик')`,
  );
  return { incident, post, externalId: told.id };
}

async function reply(text: string, promisedOn: string | null = null, isOut = true) {
  const asked = await ask();
  const id = randomUUID();
  await server.asOwner(
    `INSERT INTO incidents.reply (id, incident_id, post_id, page_id, text, state, is_interim, promised_on, made_by, made_by_name, made_at,
       approved_by, published_at, published_url)
     VALUES ('${id}', '${asked.incident}', '${asked.post}', '${heardPage.id}', '${text}', '${isOut ? 'published' : 'saying'}', false,
       ${promisedOn === null ? 'NULL' : `'${promisedOn}'`}, 'staff:1', 'Пробный', now(), 'staff:2',
       ${isOut ? "'2026-11-24T08:00:00Z', ''" : 'NULL, NULL'})`,
  );
  return { ...asked, id };
}
const watch = (replyId: string) => asSystem(server, (ctx) => watchReply(ctx, { replyId }));

describe('official words', () => {
  test('of a post are kept with its page, its place and sphere, and the day they promise', async () => {
    const id = await say(`${HEAT} Тепло дадим 26 ноября.`);
    expect(await statements()).toEqual([
      {
        source: 'post',
        source_id: id,
        page_id: heardPage.id,
        unit_id: PAGE_UNIT,
        incident_id: null,
        said_at: '2026-11-24T08:55:00.000Z',
        fact_id: 'housing.heat.absent',
        place_key: 'pr-pobedy|9',
        promised_on: '2026-11-26',
        due_at: '2026-11-26T18:59:59.000Z',
        state: 'waiting',
      },
    ]);
  });

  test('that name an hour are held to it', async () => {
    await say(`${HEAT} Тепло дадим 26 ноября к 18:00.`);
    expect(await statements()).toMatchObject([{ due_at: '2026-11-26T13:00:00.000Z' }]);
  });

  test.each<[string, string, Partial<SeenPost>]>([
    ['that claim nothing', 'Поздравляем с праздником!', {}],
    ['of a stranger', `${HEAT} Тепло дадим 26 ноября.`, { isOwn: false }],
    ['to one person alone', `${HEAT} Тепло дадим 26 ноября.`, { kind: 'message' }],
  ])('%s are none', async (_, text, given) => {
    await say(text, given);
    expect(await statements()).toEqual([]);
  });

  test('under what somebody asked are of its incident: its unit, its topic, its place', async () => {
    const { incident, externalId } = await ask();
    await say('Тепло дадим 26 ноября.', { kind: 'comment', parentId: externalId });
    expect(await statements()).toMatchObject([
      { incident_id: incident, unit_id: UNIT, fact_id: 'housing.heat.absent', place_key: 'ul-titova|14' },
    ]);
  });

  test('of no place and nobody’s question promise nothing that is watched', async () => {
    await say('Тепло дадим 26 ноября.');
    expect(await statements()).toMatchObject([{ place_key: null, promised_on: null }]);
  });
});

describe('a reply', () => {
  test('that stands in the network is kept, with the day a person entered beside it', async () => {
    const { id, incident } = await reply('Тепло дадим 26 ноября.', '2026-11-27');
    await watch(id);
    await watch(id);
    expect(await statements()).toMatchObject([
      {
        source: 'reply',
        source_id: id,
        page_id: heardPage.id,
        unit_id: UNIT,
        incident_id: incident,
        said_at: '2026-11-24T08:00:00.000Z',
        promised_on: '2026-11-27',
        due_at: '2026-11-27T18:59:59.000Z',
      },
    ]);
  });

  test('on its way is none', async () => {
    await watch((await reply('Тепло дадим 26 ноября.', null, false)).id);
    expect(await statements()).toEqual([]);
  });

  test('and the post the network shows of it are one, whichever came first', async () => {
    const { id } = await reply('Тепло дадим 26 ноября.');
    const post = { id: 'shown', threadId: 'shown' };
    await say(`${HEAT} Тепло дадим 26 ноября.`, post);
    expect(await statements()).toMatchObject([{ source: 'post' }]);
    await server.asOwner(
      `INSERT INTO networks.saying (id, page_id, subject_kind, subject_id, to_id, to_kind, to_thread, to_author, text, state, made_at, state_at, next_at, said_id, said_at, said_url)
       VALUES ('${randomUUID()}', '${heardPage.id}', 'incident-reply', '${id}', 'x', 'comment', 'x', 'x', 'x', 'said', now(), now(), now(), 'shown', now(), '')`,
    );
    await watch(id);
    await say(`${HEAT} Тепло дадим 26 ноября.`, { ...post, editedAt: new Date('2026-11-24T08:58:00Z') });
    expect(await statements()).toMatchObject([{ source: 'reply', source_id: id }]);
  });
});

describe('two official words of one place and sphere', () => {
  const told = (at: string, day: string, house = 9) =>
    say(`На проспекте Победы, ${house} нет отопления. Тепло дадим ${day}.`, { postedAt: new Date(at) });

  test('that name different days are a signal, the earlier first, of the later page', async () => {
    const second = await told('2026-11-24T08:00:00Z', '28 ноября');
    const first = await told('2026-11-23T08:00:00Z', '26 ноября');
    const [signal, ...more] = await signals();
    expect(more).toEqual([]);
    expect(signal).toMatchObject({
      kind: 'contradiction',
      facts: { kind: 'contradiction', clash: 'day', first: '26.11.2026', second: '28.11.2026', apart: 2 },
      event_at: '2026-11-24T08:00:00.000Z',
      page_id: heardPage.id,
      unit_id: PAGE_UNIT,
      incident_id: null,
    });
    const evidence = await hearing.ask(
      'SELECT target_id, at, to_char - from_char AS length FROM conflicts.evidence ORDER BY at',
      [],
    );
    expect(evidence).toEqual([
      { target_id: first, at: '2026-11-23T08:00:00.000Z', length: '26 ноября'.length },
      { target_id: second, at: '2026-11-24T08:00:00.000Z', length: '28 ноября'.length },
    ]);
  });

  test.each<[string, string, string, number]>([
    ['said more than ten days apart', '2026-11-13T08:00:00Z', '26 ноября', 9],
    ['of another house', '2026-11-23T08:00:00Z', '26 ноября', 11],
    ['that agree', '2026-11-23T08:00:00Z', '28 ноября', 9],
  ])('%s are none', async (_, at, day, house) => {
    await told(at, day, house);
    await told('2026-11-24T08:00:00Z', '28 ноября');
    expect(await signals()).toEqual([]);
  });

  test('ten days apart to the moment are one; of several that differ the latest', async () => {
    await told('2026-11-14T08:00:00Z', '26 ноября');
    const near = await told('2026-11-20T08:00:00Z', '26 ноября');
    await told('2026-11-24T08:00:00Z', '28 ноября');
    expect(await signals()).toHaveLength(1);
    expect(await hearing.ask('SELECT 1 FROM conflicts.evidence WHERE target_id = $1', [near])).toHaveLength(
      1,
    );
  });
});
