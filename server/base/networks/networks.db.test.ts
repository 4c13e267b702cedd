import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  changeNetworkPage,
  createNetworkPage,
  listNetworkPages,
  tryNetworkPage,
} from '../../../shared/contract/base/networks.ts';
import {
  addPage,
  deliverEvent,
  joinNetwork,
  makePost,
  readingOf,
  SECRET,
  tellNetwork,
} from '../../../tests/support/networks/told-network.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { NetworkFailure } from './connector.ts';
import { findSayings, sayAsPage, settleUnknownSaying } from './index.ts';
import { keepDoorsJob } from './keep-doors.ts';
import { pullDueJob } from './pull.ts';
import { sayDueJob } from './say.ts';

const network = tellNetwork();
let server: TestServer;
let admin: string;

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.example' });
  server.setNow('2026-11-24T09:00:00Z');
  joinNetwork(server, network);
  admin = await signInAs(server, 'admin');
});
afterAll(() => server.close());

const db = () => server.app.services.database;
const eventsOf = (pageId: string) =>
  db()
    .selectFrom('networks.event')
    .select(['event_key', 'state', 'reason'])
    .where('page_id', '=', pageId)
    .orderBy('id')
    .execute();
const asSystem = <T>(work: Parameters<typeof runMutation<T>>[2]): Promise<T> =>
  runMutation(server.app.services, { actor: { kind: 'system', name: 'test' }, requestId: 't', ip: '' }, work);

describe('pages of networks', () => {
  test('are kept with their keys, which are never shown', async () => {
    const page = await addPage(server, admin, { externalId: '-10' });
    expect(page).toMatchObject({
      keys: ['secret', 'token'],
      eventsUrl: `https://otklik.example/api/networks/${page.id}/events`,
    });
    const stored = await db().selectFrom('networks.page_key').select(['name', 'sealed']).execute();
    expect(JSON.stringify([page, stored])).not.toContain('told-network-secret');
    const { networks } = await server.call(listNetworkPages, {}, admin);
    expect(networks.find(({ id }) => id === 'vk')).toMatchObject({ isOpen: true, use: 'required' });
    expect(networks.find(({ id }) => id === 'instagram')).toMatchObject({ isOpen: false, use: 'archived' });
  });

  const body = {
    externalId: '-11',
    title: 'Страница',
    url: '',
    isOwn: true,
    unitId: null,
    baseUrl: '',
    keys: {},
  };

  test.each([
    ['a network closed by law, in its words', { network: 'telegram' }, /41-ФЗ/u],
    ['an archived network', { network: 'instagram' }, /экстремист/u],
    ['a network nobody knows', { network: 'myspace' }, /нет в списке/u],
    ['a key the network has not', { network: 'vk', keys: { other: 'x' } }, /нет такого ключа/u],
    ['a page that is there', { network: 'vk', externalId: '-10' }, /уже подключена/u],
    ['an address of no network', { network: 'vk', baseUrl: 'ftp://network.example' }, /baseUrl/u],
  ])('refuse %s', async (_, given, words) => {
    const problem = await server.fail(createNetworkPage, { body: { ...body, ...given } }, admin);
    expect(JSON.stringify(problem)).toMatch(words);
  });

  test('are changed by the version that was seen; an empty key stays as it was', async () => {
    const page = await addPage(server, admin, { externalId: '-12' });
    const change = { ...body, version: page.version, isActive: true, keys: { token: '' } };
    const { externalId: _, ...given } = change;
    await server.call(changeNetworkPage, { params: { id: page.id }, body: given }, admin);
    expect((await server.fail(changeNetworkPage, { params: { id: page.id }, body: given }, admin)).code).toBe(
      'lib.changed-meanwhile',
    );
    const tried = await server.call(tryNetworkPage, { params: { id: page.id } }, admin);
    expect(tried.functions).toEqual([{ title: 'отвечать под записью', refusal: null }]);
  });
});

describe('the door of events', () => {
  test('stores once what is delivered a thousand times, shuffled', async () => {
    const page = await addPage(server, admin, { externalId: '-20' });
    const readings = ['a', 'b', 'c', 'd'].map((key) =>
      readingOf(key, { fact: 'seen', post: makePost({ id: `door-${key}` }) }),
    );
    const shuffled = Array.from({ length: 100 }, (_, at) => readings[(at * 7) % readings.length]!);
    const statuses = await Promise.all(shuffled.map((reading) => deliverEvent(server, page, reading)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    await server.drain();
    expect((await eventsOf(page.id)).map(({ event_key: key }) => key).toSorted()).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
    expect((await eventsOf(page.id)).every(({ state }) => state === 'read')).toBe(true);
  });

  test('stores nothing of who cannot prove to be the network', async () => {
    const page = await addPage(server, admin, { externalId: '-21' });
    const reading = readingOf('x', { fact: 'seen', post: makePost({ id: 'door-x' }) });
    expect(await deliverEvent(server, page, reading, 'wrong')).toBe(401);
    expect(await deliverEvent(server, page, reading, '')).toBe(401);
    expect(await deliverEvent(server, { id: crypto.randomUUID() }, reading)).toBe(401);
    expect(await eventsOf(page.id)).toEqual([]);
  });

  test('takes the secret as the last part of the address where the network signs nothing', async () => {
    const page = await addPage(server, admin, { externalId: '-23' });
    const reading = readingOf('in-address', { fact: 'seen', post: makePost({ id: 'in-address' }) });
    expect(await deliverEvent(server, page, reading, 'wrong-secret-of-it', true)).toBe(401);
    expect(await deliverEvent(server, page, reading, SECRET, true)).toBe(200);
    expect((await eventsOf(page.id)).map(({ event_key: key }) => key)).toEqual(['in-address']);
  });

  test('keeps words no database keeps, without what it cannot hold', async () => {
    const page = await addPage(server, admin, { externalId: '-24' });
    const text = 'Яма \\u0000 на \0 Титова \ud83d, 14';
    await deliverEvent(server, page, readingOf('odd', { fact: 'seen', post: makePost({ id: 'odd', text }) }));
    await server.drain();
    expect((await eventsOf(page.id)).map(({ state }) => state)).toEqual(['read']);
    const { rows } = await server.app.pool.query("SELECT text FROM posts.post WHERE external_id = 'odd'");
    expect(rows).toEqual([{ text: 'Яма \\u0000 на   Титова \ufffd, 14' }]);
  });

  test('tells what stands in its way beside what stands in the way of reading, and neither hides the other', async () => {
    const page = await addPage(server, admin, { externalId: '-25' });
    const troubleOf = async () =>
      (await server.call(listNetworkPages, {}, admin)).pages.find(({ id }) => id === page.id)?.trouble;
    network.doorTrouble = 'подписка отозвана';
    await asSystem(async (ctx) => ctx.enqueue(keepDoorsJob, {}));
    await server.drain();
    await asSystem(async (ctx) => ctx.enqueue(pullDueJob, {}));
    await server.drain();
    expect(await troubleOf()).toBe('События не приходят: подписка отозвана');
    network.doorTrouble = '';
    await asSystem(async (ctx) => ctx.enqueue(keepDoorsJob, {}));
    await server.drain();
    expect(await troubleOf()).toBe('');
  });

  test('names authors the network told by number alone; what was seen stays as it was seen', async () => {
    const page = await addPage(server, admin, { externalId: '-26' });
    const post = makePost({ id: 'nameless', authorName: '', authorId: '77' });
    await deliverEvent(server, page, readingOf('nameless', { fact: 'seen', post }));
    await server.drain();
    // The same post read again with its name is no change of it.
    const named = { ...post, authorName: 'Имя 77' };
    await deliverEvent(server, page, readingOf('named', { fact: 'seen', post: named }));
    await server.drain();
    const { rows } = await server.app.pool.query(
      "SELECT post.author_name, sight.author_name AS seen FROM posts.post JOIN posts.sight ON post_id = id WHERE external_id = 'nameless'",
    );
    expect(rows).toEqual([{ author_name: 'Имя 77', seen: '' }]);
  });

  test('keeps what no reader understands, with its reason, and goes on with the rest', async () => {
    const page = await addPage(server, admin, { externalId: '-22' });
    const good = readingOf('good', { fact: 'seen', post: makePost({ id: 'door-good' }) });
    // PostgreSQL has no such day: the reader fails at the database.
    const bad = readingOf('bad', {
      fact: 'seen',
      post: makePost({ id: 'door-bad', kind: 'poll' as never }),
    });
    await deliverEvent(server, page, bad);
    await deliverEvent(server, page, good);
    await server.drain();
    expect(await eventsOf(page.id)).toEqual([
      { event_key: 'bad', state: 'refused', reason: 'Не удалось прочитать' },
      { event_key: 'good', state: 'read', reason: null },
    ]);
  });
});

describe('reading', () => {
  test('keeps what came together with the place it goes on from; asked again, nothing is doubled', async () => {
    const page = await addPage(server, admin, { externalId: '-30' });
    const reading = readingOf('polled', { fact: 'seen', post: makePost({ id: 'polled' }) });
    network.waiting.push(reading);
    await asSystem(async (ctx) => ctx.enqueue(pullDueJob, {}));
    await server.drain();
    network.waiting.push(reading);
    server.setNow('2026-11-24T09:02:00Z');
    await asSystem(async (ctx) => ctx.enqueue(pullDueJob, {}));
    await server.drain();
    expect(
      (await eventsOf(page.id)).filter(({ event_key: key }) => key === 'polled').length,
    ).toBeLessThanOrEqual(1);
    const { rows } = await server.app.pool.query(
      "SELECT count(*)::int AS n FROM posts.post WHERE external_id = 'polled'",
    );
    expect(rows).toEqual([{ n: 1 }]);
    const stored = () =>
      db()
        .selectFrom('networks.page')
        .select(['cursor', 'trouble', 'failures'])
        .where('id', '=', page.id)
        .executeTakeFirstOrThrow();
    expect(await stored()).toEqual({ cursor: '2', trouble: '', failures: 0 });
    // What did not go well beside is told while it lasts, and holds up no reading.
    for (const [minute, trouble] of [
      ['04', 'Автоответ не ушёл'],
      ['06', ''],
    ] as const) {
      network.trouble = trouble;
      server.setNow(`2026-11-24T09:${minute}:00Z`);
      await asSystem(async (ctx) => ctx.enqueue(pullDueJob, {}));
      await server.drain();
      expect(await stored()).toMatchObject({ trouble, failures: 0 });
    }
  });
});

describe('what a page says', () => {
  const to = { id: 'post-1', kind: 'post', threadId: 'post-1', authorId: 'a' } as const;
  const say = async (text: string): Promise<{ kind: string; id: string }> => {
    const [page] = (await server.call(listNetworkPages, {}, admin)).pages;
    const subject = { kind: 'test', id: crypto.randomUUID() };
    await asSystem((ctx) => sayAsPage(ctx, { pageId: page!.id, subject, to, text }));
    await server.drain();
    return subject;
  };
  const stateOf = (subject: { kind: string; id: string }) =>
    asSystem(async (ctx) => (await findSayings(ctx, subject.kind, [subject.id]))[0]);
  const timesSaid = (text: string) => network.said.filter((one) => one.text === text).length;

  test('is said once, however often it is asked, and its address is kept', async () => {
    const subject = await say('Здравствуйте');
    const [page] = (await server.call(listNetworkPages, {}, admin)).pages;
    await asSystem((ctx) => sayAsPage(ctx, { pageId: page!.id, subject, to, text: 'Здравствуйте' }));
    await server.drain();
    expect(timesSaid('Здравствуйте')).toBe(1);
    expect(await stateOf(subject)).toMatchObject({
      state: 'said',
      said_url: expect.stringMatching(/^https/u),
    });
  });

  test('is tried again only where nothing was taken', async () => {
    network.fail.next = { when: 'before', failure: new NetworkFailure('later', 'Сеть просит подождать') };
    const subject = await say('Позже');
    expect(await stateOf(subject)).toMatchObject({ state: 'waiting', reason: 'Сеть просит подождать' });
    server.setNow('2026-11-24T09:10:00Z');
    await asSystem(async (ctx) => ctx.enqueue(sayDueJob, {}));
    await server.drain();
    expect(await stateOf(subject)).toMatchObject({ state: 'said' });
    expect(timesSaid('Позже')).toBe(1);
  });

  test('that may have been said is looked for, and found; it is never said twice', async () => {
    network.fail.next = { when: 'after', failure: new NetworkFailure('unknown', 'Ответ сети не получен') };
    const subject = await say('Ответ потерялся');
    expect(await stateOf(subject)).toMatchObject({ state: 'said' });
    expect(timesSaid('Ответ потерялся')).toBe(1);
  });

  test('that is not found waits for a person, who says how it ended', async () => {
    network.isBlind = true;
    network.fail.next = { when: 'after', failure: new NetworkFailure('unknown', 'Ответ сети не получен') };
    const subject = await say('Никто не знает');
    expect(await stateOf(subject)).toMatchObject({ state: 'unknown', reason: 'Ответ сети не получен' });
    await server.drain();
    expect(timesSaid('Никто не знает')).toBe(1);
    expect(await asSystem((ctx) => settleUnknownSaying(ctx, subject, { said: 'https://n.example/1' }))).toBe(
      true,
    );
    expect(await stateOf(subject)).toMatchObject({ state: 'said', said_url: 'https://n.example/1' });
    expect(await asSystem((ctx) => settleUnknownSaying(ctx, subject, 'again'))).toBe(false);
    network.isBlind = false;
  });

  test('that the network refuses is not tried again', async () => {
    network.fail.next = { when: 'before', failure: new NetworkFailure('refused', 'Текст отклонён сетью') };
    const subject = await say('Нельзя');
    expect(await stateOf(subject)).toMatchObject({ state: 'failed', reason: 'Текст отклонён сетью' });
    expect(timesSaid('Нельзя')).toBe(0);
  });
});
