import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/monitoring/media.ts';
import * as acts from '../../../shared/contract/monitoring/media-acts.ts';
import { findKeptWords } from '../../../tests/support/site/kept-words.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { eraseDueJob } from './erasing.ts';

let server: TestServer;
let editor: string;
let chair: string;
let observer: string;
let worker: { cookie: string; personId: string };

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  editor = await signInAs(server, 'editor');
  chair = await signInAs(server, 'chair');
  observer = await signInAs(server, 'observer');
  worker = await signInStaff(server, 'operator');
});
afterAll(() => server.close());

type Card = contract.MediaCard;

const kept = {
  purpose: 'ответы на запросы редакции',
  ground: 'договор (152-ФЗ, ст. 6 ч. 1 п. 5)',
  keptUntil: '2027-11-24',
};
const outlet = { kind: 'smi' as const, title: 'Каменская газета', topics: ['roads'] };
const blogger = { kind: 'blogger' as const, title: 'Канарейкин двор', about: 'Пишет о дворах', ...kept };

const create = (body: object): Promise<Card> =>
  server.call(contract.createMedia, { body: { ...outlet, ...body } }, editor);
const refuse = (body: object) => server.fail(contract.createMedia, { body: { ...outlet, ...body } }, editor);
const read = (id: string, cookie = editor) => server.call(contract.readMedia, { params: { id } }, cookie);
const list = (query: object = {}) => server.call(contract.listMedia, { query }, observer);
const act = (card: Card, body: object) => ({
  params: { id: card.id },
  body: { version: card.version, ...body },
});
const channel = {
  kind: 'phone' as const,
  value: '+7 343 937-00-17',
  whose: 'редактор Кенарь Пробный',
  source: 'https://gazeta.example/contacts',
  ...kept,
};
const addChannel = (card: Card, given: object = {}) =>
  server.call(
    contract.addMediaChannel,
    act(card, { ...channel, ...given }) as never,
    editor,
  ) as Promise<Card>;

describe('a card', () => {
  test('of an outlet needs no term, of a person it has a purpose, a ground and a term', async () => {
    const card = await create({ reach: 12_000, reachOn: '2026-11-01' });
    expect(card).toMatchObject({ kind: 'smi', reach: 12_000, keptUntil: null, can: ['keep'] });
    expect(await create(blogger)).toMatchObject({ ...kept, kind: 'blogger' });
    const problem = await refuse({ kind: 'lom' });
    expect(Object.keys(problem.fields ?? {}).toSorted()).toEqual(['ground', 'keptUntil', 'purpose']);
    await expect(
      server.app.pool.query(
        `INSERT INTO media.contact (id, kind, title, made_at, made_by_name) VALUES (gen_random_uuid(), 'lom', 'Т', now(), 'Т')`,
      ),
    ).rejects.toThrow(/contact_check/u);
  });

  test.each([
    ['a label', { about: 'Известный оппозиционер' }, 'about'],
    ['an unknown topic', { topics: ['no-such'] }, 'topics'],
    ['a reach of no day', { reach: 5 }, 'reachOn'],
    ['a reach of a day to come', { reach: 5, reachOn: '2026-11-25' }, 'reachOn'],
    ['a term that is too long', { ...kept, keptUntil: '2030-01-01' }, 'keptUntil'],
    ['an address that is none', { url: 'javascript:alert(1)' }, 'url'],
  ])('with %s is refused', async (_, given, field) => {
    expect(Object.keys((await refuse(given)).fields ?? {})).toContain(field);
  });

  test('is changed by the version that was seen, by whoever keeps the register', async () => {
    const card = await create({ title: 'Синарский двор', kind: 'pablik' });
    const body = { ...outlet, title: 'Синарский двор и район', kind: 'pablik' as const };
    const changed = await server.call(contract.changeMedia, act(card, body) as never, editor);
    expect(changed).toMatchObject({ title: 'Синарский двор и район', version: 2 });
    const stale = await server.fail(contract.changeMedia, act(card, body) as never, editor);
    expect(stale.code).toBe('lib.changed-meanwhile');
    const denied = await server.fail(contract.changeMedia, act(card, body) as never, observer);
    expect(denied.code).toBe('lib.forbidden');
  });

  test('is found by words in any form, by its kind and topic; the list goes page by page', async () => {
    await create({ title: 'Вестник дорог', about: 'О ремонте дворов' });
    const titles = async (query: object) => (await list(query)).contacts.map(({ title }) => title);
    expect(await titles({ q: 'вестника' })).toEqual(['Вестник дорог']);
    expect(await titles({ q: 'дорог' })).toContain('Вестник дорог');
    expect(await titles({ q: '()&|' })).toEqual([]);
    expect(await titles({ kind: 'pablik' })).toEqual(['Синарский двор и район']);
    expect(await titles({ topic: 'education' })).toEqual([]);
    const all = await titles({});
    const paged: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const { contacts, next } = await list({ limit: 2, ...(cursor && { cursor }) });
      paged.push(...contacts.map(({ title }) => title));
      if (!next) break;
      cursor = next;
    }
    expect(paged).toEqual(all);
  });
});

describe('a contact', () => {
  test('is shown masked; the whole is read on record', async () => {
    const card = await addChannel(await create({ title: 'Газета с телефоном' }));
    expect(card.channels).toMatchObject([{ shown: '+7 ••• ••• 00 17', source: channel.source, ...kept }]);
    expect(JSON.stringify(await read(card.id, observer))).not.toContain('937-00-17');
    const params = { id: card.id, channel: card.channels[0]!.id };
    expect(await server.call(contract.readMediaChannel, { params }, observer)).toEqual({
      value: channel.value,
    });
    const { rows } = await server.app.pool.query(
      `SELECT payload::text FROM audit.record WHERE payload::text LIKE '%media.read-channel%'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].payload).not.toContain('937');
  });

  test.each([
    ['without where it is public', { source: '' }, 'source'],
    ['without a purpose', { purpose: 'на всякий случай' }, 'purpose'],
    ['for ever', { keptUntil: '2099-01-01' }, 'keptUntil'],
    ['that is no mail', { kind: 'email', value: 'не почта' }, 'value'],
    ['that is no phone', { kind: 'phone', value: 'звоните' }, 'value'],
  ])('%s is refused', async (_, given, field) => {
    const card = await create({ title: 'Газета без контактов' });
    const problem = await server.fail(
      contract.addMediaChannel,
      act(card, { ...channel, ...given }) as never,
      editor,
    );
    expect(Object.keys(problem.fields ?? {})).toContain(field);
  });
});

describe('what passes between', () => {
  test('is logged, agreed with days and ended once', async () => {
    const card = await create({ title: 'Радио города' });
    const logged = await server.call(
      acts.addInteraction,
      act(card, { kind: 'request', on: '2026-11-23', words: 'Спросили о сроках ремонта' }) as never,
      editor,
    );
    expect(logged).toMatchObject({ lastOn: '2026-11-23', interactions: [{ kind: 'request' }] });
    const early = { kind: 'request', on: '2026-11-25', words: 'Спросят' };
    expect(
      (await server.fail(acts.addInteraction, act(logged, early) as never, editor)).fields,
    ).toHaveProperty('on');
    const agreed = await server.call(
      acts.addAgreement,
      act(logged, {
        words: 'Рубрика о дворах по средам',
        fromOn: '2026-11-01',
        untilOn: '2026-11-20',
      }) as never,
      editor,
    );
    expect(agreed).toMatchObject({ openAgreements: 1, agreements: [{ state: 'open', isOver: true }] });
    expect((await list({ due: 'yes' })).contacts.map(({ id }) => id)).toEqual([card.id]);
    const backwards = { words: 'Наоборот', fromOn: '2026-12-02', untilOn: '2026-12-01' };
    expect(
      (await server.fail(acts.addAgreement, act(agreed, backwards) as never, editor)).fields,
    ).toHaveProperty('untilOn');
    const end = (version: number) => ({
      params: { id: card.id, agreement: agreed.agreements[0]!.id },
      body: { version, as: 'kept' as const },
    });
    const ended = await server.call(acts.endAgreement, end(agreed.version), editor);
    expect(ended.agreements).toMatchObject([{ state: 'kept', endedOn: '2026-11-24' }]);
    expect((await server.fail(acts.endAgreement, end(ended.version), editor)).detail).toMatch(
      /уже отмечено/u,
    );
  });

  test('a task has its person and its day, is on the ladder, and is ended by them or a keeper', async () => {
    const card = await create({ title: 'Портал новостей' });
    const body = { words: 'Ответить на запрос', ownerId: worker.personId, dueOn: '2026-11-26' };
    const past = act(card, { ...body, dueOn: '2026-11-23' });
    expect((await server.fail(acts.addMediaTask, past as never, editor)).fields).toHaveProperty('dueOn');
    const given = await server.call(acts.addMediaTask, act(card, body) as never, editor);
    expect(given).toMatchObject({
      openTasks: 1,
      lateTasks: 0,
      tasks: [{ dueAt: '2026-11-26T18:59:59.000Z' }],
    });
    await server.drain();
    const end = { params: { id: card.id, task: given.tasks[0]!.id }, body: { version: given.version } };
    expect((await server.fail(acts.endMediaTask, end, observer)).code).toBe('lib.forbidden');
    const done = await server.call(acts.endMediaTask, end, worker.cookie);
    expect(done.tasks).toMatchObject([{ doneAt: expect.any(String), can: [] }]);
    const again = { ...end, body: { version: done.version } };
    expect((await server.fail(acts.endMediaTask, again, editor)).code).toBe('lib.conflict');
  });
});

describe('erasure', () => {
  test('at the request of a person leaves no copy, only that it was', async () => {
    const started = await addChannel(
      await create({ ...blogger, title: 'Щегольков пишет', about: 'Двор и дом' }),
    );
    const logged = await server.call(
      acts.addInteraction,
      act(started, { kind: 'meeting', on: '2026-11-20', words: 'Встреча с Щегольковым' }) as never,
      editor,
    );
    const card = await server.call(
      acts.addMediaTask,
      act(logged, { words: 'Позвонить Щеголькову', ownerId: worker.personId, dueOn: '2026-11-24' }) as never,
      editor,
    );
    server.setNow('2026-11-25T09:00:00Z');
    await server.drain();
    const denied = await server.fail(
      contract.eraseMedia,
      { params: { id: card.id }, query: { version: card.version } },
      editor,
    );
    expect(denied.code).toBe('lib.forbidden');
    await server.call(
      contract.eraseMedia,
      { params: { id: card.id }, query: { version: card.version } },
      chair,
    );
    await server.drain();
    expect(await findKeptWords(server, 'щегольк')).toEqual([]);
    expect((await server.fail(contract.readMedia, { params: { id: card.id } }, editor)).code).toBe(
      'lib.not-found',
    );
    const { rows } = await server.app.pool.query(
      'SELECT what, ground FROM media.erasure WHERE contact_id = $1',
      [card.id],
    );
    expect(rows).toEqual([{ what: 'contact', ground: 'request' }]);
    server.setNow('2026-11-24T09:00:00Z');
  });

  test('comes by itself when a term ends: of one contact, then of the card', async () => {
    const card = await addChannel(
      await create({ ...blogger, title: 'Снегирёв пишет', keptUntil: '2027-02-01' }),
      {
        value: '+7 343 000-00-99',
        keptUntil: '2026-12-01',
      },
    );
    const end = async (day: string) => {
      server.setNow(`${day}T09:00:00Z`);
      await runMutation(
        server.app.services,
        { actor: { kind: 'system', name: 'test' }, requestId: 't', ip: '' },
        async (ctx) => ctx.enqueue(eraseDueJob, {}),
      );
      await server.drain();
    };
    await end('2026-12-01');
    expect((await read(card.id)).channels).toHaveLength(1);
    await end('2026-12-02');
    expect((await read(card.id)).channels).toEqual([]);
    expect(await findKeptWords(server, '000-00-99')).toEqual([]);
    await end('2027-02-02');
    expect(await findKeptWords(server, 'снегирёв')).toEqual([]);
    server.setNow('2026-11-24T09:00:00Z');
  });

  test('of a single contact is done by a keeper; a file that went out never had it', async () => {
    const card = await addChannel(await create({ title: 'Газета последняя' }), { value: '+7 343 111-22-33' });
    const file = await server.inject({
      method: 'GET',
      url: '/api/media/export?format=csv',
      headers: { cookie: observer },
    });
    expect(file.body).toContain('Газета последняя');
    expect(file.body).not.toContain('111-22-33');
    const input = {
      params: { id: card.id, channel: card.channels[0]!.id },
      query: { version: card.version },
    };
    expect((await server.call(contract.eraseMediaChannel, input, editor)).channels).toEqual([]);
    const again = { ...input, query: { version: card.version + 1 } };
    expect((await server.fail(contract.eraseMediaChannel, again, editor)).code).toBe('lib.not-found');
  });
});
