import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import type { SeenPost } from '../../base/networks/index.ts';
import type { Port } from '../../lib/module/port.ts';
import { noteGone, takeCaptured } from './open.ts';
import { type FoundBy, postWorth } from './worth.ts';

/** Which posts become incidents, and which go on with one. */

let server: TestServer;
let hearing: Hearing;
let serial = 0;

const pages = { ours: heardPage, foreign: foreignPage };

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  hearing = openHearing(server);
  await putHeardPages(server);
});
afterAll(() => server.close());

const found: FoundBy = { rule: 'Ямы', words: ['яма', 'двор'] };

interface Taken {
  page?: keyof typeof pages;
  /** By which rules; none = no rule finds it. */
  by?: readonly FoundBy[];
}

/** A post that is captured and taken in; its number in the network. */
async function take(given: Partial<SeenPost>, { page = 'ours', by = [] }: Taken = {}): Promise<string> {
  serial += 1;
  const threadId = given.threadId ?? `thread-${serial}`;
  const post = hearing.fresh({ authorId: `author-${serial}`, parentId: threadId, ...given, threadId });
  await hearing.hear([seenFact(post)], pages[page]);
  await takeAgain(post.id, by);
  return post.id;
}

async function takeAgain(externalId: string, by: readonly FoundBy[] = []): Promise<void> {
  const postId = String((await hearing.rowOf(externalId))?.id);
  await asSystem(server, (ctx) => {
    const { list, find } = ctx.ports;
    const ports = {
      find,
      list: <T>(port: Port<T>): T[] =>
        port.name === postWorth.name ? ([async () => by] as unknown as T[]) : list(port),
    };
    return takeCaptured(
      { ...ctx, ports, announce: (() => {}) as typeof ctx.announce },
      { postIds: [postId] },
    );
  });
}

/** What a post is a part of; undefined = of nothing. */
async function incidentOf(externalId: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await hearing.ask(
    `SELECT incident.*, array_to_string(member.why, '; ') AS why,
       (SELECT string_agg(kind || ' ' || rule_id, ', ' ORDER BY kind) FROM incidents.term WHERE incident_id = incident.id) AS terms,
       (SELECT array_agg(concat_ws(': ', what, nullif(note, '')) ORDER BY serial) FROM incidents.event WHERE incident_id = incident.id) AS history
     FROM incidents.member JOIN posts.post ON post.id = post_id JOIN incidents.incident ON incident.id = incident_id
     WHERE external_id = $1`,
    [externalId],
  );
  return row;
}
const idOf = async (externalId: string) => (await incidentOf(externalId))?.id;
const setStatus = async (externalId: string, set: string) =>
  server.asOwner(`UPDATE incidents.incident SET ${set} WHERE id = '${await idOf(externalId)}'`);

describe('a post is an incident', () => {
  test('where it is written to a page of ours: it is looked at and answered', async () => {
    const id = await take({ text: 'Где вода на Титова, 14?' });
    expect(await incidentOf(id)).toMatchObject({
      origin: 'own-page',
      status: 'captured',
      address: 'ул. Титова, 14',
      street_id: 'ul-titova',
      house: '14',
      district_id: 'krasnogorsky.yuzhny',
      precision: 'house',
      due_at: '2026-11-24T09:30:00.000Z',
      last_posted_at: '2026-11-24T08:55:00.000Z',
      why: '',
      terms: 'answer incident-own-comment, look incident-first-look',
      history: ['Появился в ленте'],
    });
  });

  test('where a rule finds it elsewhere: it is looked at, and says which rules', async () => {
    const other = { rule: 'Дворы', words: ['двор'] };
    const id = await take(
      { kind: 'post', text: 'Во дворе яма, не проехать' },
      { page: 'foreign', by: [found, other] },
    );
    expect(await incidentOf(id)).toMatchObject({
      origin: 'rule',
      precision: 'none',
      address: null,
      h3: null,
      why: 'правило «Ямы»: яма, двор; правило «Дворы»: двор',
      terms: 'look incident-first-look',
      history: ['Появился в ленте: правило «Ямы»; правило «Дворы»'],
    });
  });

  test('a topic that is sure is proposed, one that is not is left open', async () => {
    const sure = await incidentOf(await take({ text: 'Нет горячей воды второй день' }));
    expect(sure).toMatchObject({ block: 'housing', importance: 'high' });
    expect(await incidentOf(await take({ text: 'Что-то тут не так' }))).toMatchObject({ block: null });
  });

  test.each<[string, Partial<SeenPost>, Taken]>([
    ['a stranger says elsewhere, and no rule finds it', {}, { page: 'foreign' }],
    ['is a post of a page of ours itself, and no rule finds it', { kind: 'post' }, {}],
    ['our page wrote, whatever finds it', { isOwn: true }, { by: [found] }],
  ])('but not what %s', async (_, given, taken) => {
    expect(await incidentOf(await take(given, taken))).toBeUndefined();
  });

  test('but not one that was let go meanwhile', async () => {
    const post = hearing.fresh();
    await hearing.hear([seenFact(post)]);
    await server.asOwner(`UPDATE posts.post SET forgotten_at = now() WHERE external_id = '${post.id}'`);
    await takeAgain(post.id, [found]);
    expect(await incidentOf(post.id)).toBeUndefined();
  });
});

describe('a post goes on with an incident', () => {
  const by = [found];
  test.each<[string, Partial<SeenPost>, Partial<SeenPost>, boolean]>([
    ['of the same author in the same talk', { authorId: 'same' }, { authorId: 'same' }, true],
    ['that it answers', { id: 'asked' }, { parentId: 'asked' }, true],
    ['in letters, whoever writes', { kind: 'message' }, { kind: 'message' }, true],
    ['not of another author under the same post', {}, {}, false],
    ['not of nobody known', { authorId: '' }, { authorId: '' }, false],
    ['not of the same author elsewhere', { authorId: 'one' }, { authorId: 'one', threadId: 'else' }, false],
    [
      'not where it answers the head of the talk, as everybody there does',
      { id: 'head', threadId: 'head', kind: 'post' },
      { threadId: 'head', parentId: 'head' },
      false,
    ],
  ])('%s', async (_, first, next, isOne) => {
    serial += 1;
    const threadId = `talk-${serial}`;
    const one = await take({ threadId, text: `Первое ${serial}`, ...first }, { by });
    const two = await take({ threadId, text: `Другое, ${serial}`, ...next }, { by });
    const [was, is] = [await incidentOf(one), await incidentOf(two)];
    expect(is).toBeDefined();
    expect(is?.id === was?.id).toBe(isOne);
    if (isOne) expect(is?.why).toBe('продолжение разговора');
  });

  test.each([
    ['captured', 'captured', false],
    ['published', 'dialogue', true],
    ['interim', 'dialogue', true],
    ['dialogue', 'dialogue', true],
    ['closed', 'dialogue', true],
    ['accepted', 'accepted', false],
  ])('%s becomes %s; a new term begins: %s', async (status, now, isTerm) => {
    serial += 1;
    const talk = { threadId: `course-${serial}`, authorId: `course-${serial}` };
    const first = await take({ ...talk, text: `Первое ${serial}` });
    await setStatus(first, `status = '${status}', close_reason = 'Всё'`);
    const postedAt = new Date('2026-11-24T08:58:00Z');
    const next = await take({ ...talk, text: 'А дальше?', postedAt });
    const row = await incidentOf(next);
    expect(row?.id).toBe(await idOf(first));
    expect(row).toMatchObject({ status: now, last_posted_at: '2026-11-24T08:58:00.000Z' });
    expect(row?.close_reason).toBe(isTerm ? null : 'Всё');
    expect(String(row?.terms).includes('follow-up incident-follow-up')).toBe(isTerm);
    expect(row?.history).toEqual(['Появился в ленте', ...(isTerm ? ['Разговор продолжился'] : [])]);
  });

  test.each(['dismissed', 'merged', 'converted'])('not with one that is %s', async (status) => {
    serial += 1;
    const talk = { threadId: `over-${serial}`, authorId: `over-${serial}` };
    const first = await take({ ...talk, text: `Первое ${serial}` });
    const more = {
      dismissed: ", dismiss_reason = 'opinion'",
      merged: ', merged_into = id',
      converted: ', case_id = id',
    }[status];
    await setStatus(first, `status = '${status}'${more}`);
    const next = await take({ ...talk, text: `Второе ${serial}` });
    expect(await idOf(next)).not.toBe(await idOf(first));
    expect(await incidentOf(next)).toMatchObject({ status: 'captured' });
  });

  test('with the one whose words are the latest', async () => {
    const talk = { threadId: 'latest', kind: 'message' } as const;
    const older = await take({ ...talk, text: 'Раньше' });
    await setStatus(older, "status = 'dismissed', dismiss_reason = 'opinion'");
    const later = await take({ ...talk, text: 'Позже', postedAt: new Date('2026-11-24T08:57:00Z') });
    await setStatus(older, "status = 'captured', dismiss_reason = NULL");
    const next = await take({ ...talk, text: 'И ещё', postedAt: new Date('2026-11-24T08:59:00Z') });
    expect(await idOf(next)).toBe(await idOf(later));
    expect(await idOf(older)).not.toBe(await idOf(later));
  });
});

describe('a post of the same matter', () => {
  const text = 'На Титова, 14 яма у второго подъезда, машины бьются';
  const like = { kind: 'post', text: 'Титова, 14: яма у подъезда, машины бьются каждый день' } as const;

  test('of one place and one topic joins the incident, and says why', async () => {
    const first = await take({ kind: 'post', text }, { page: 'foreign', by: [found] });
    const postedAt = new Date('2026-11-24T08:59:00Z');
    const second = await take({ ...like, postedAt }, { page: 'foreign', by: [found] });
    const row = await incidentOf(second);
    expect(row?.id).toBe(await idOf(first));
    expect(row).toMatchObject({
      status: 'captured',
      last_posted_at: '2026-11-24T08:59:00.000Z',
      why: expect.stringMatching(/^одно место; одна тема; слова: /u),
    });
    expect(row?.history).toEqual([
      'Появился в ленте: правило «Ямы»',
      'Запись о том же: одно место; одна тема',
    ]);
  });

  test('waits for its own answer where it is written to our page', async () => {
    const own = await incidentOf(await take({ ...like, kind: 'comment' }));
    expect(own).toMatchObject({ origin: 'own-page', why: '' });
  });

  test('of another house is another matter', async () => {
    const other = await take(
      { kind: 'post', text: text.replace('14', '40') },
      { page: 'foreign', by: [found] },
    );
    expect(await incidentOf(other)).toMatchObject({
      origin: 'rule',
      history: [expect.stringMatching(/^Появился/u)],
    });
  });
});

test('what its author mended is read anew until somebody has looked; its history says so once a time', async () => {
  const seen = hearing.fresh({ text: 'Где вода?', authorId: 'mender', threadId: 'mend' });
  await hearing.hear([seenFact(seen)]);
  await takeAgain(seen.id);
  const mend = async (text: string, minute: number): Promise<Record<string, unknown> | undefined> => {
    const editedAt = new Date(`2026-11-24T08:${minute}:00Z`);
    await hearing.hear([seenFact({ ...seen, text, editedAt })]);
    await takeAgain(seen.id);
    return incidentOf(seen.id);
  };
  const before = await incidentOf(seen.id);
  const read = await mend('Титова, 14: нет горячей воды второй день', 56);
  expect(read).toMatchObject({ importance: 'high', address: 'ул. Титова, 14', status: 'captured' });
  expect(read?.title).not.toBe(before?.title);
  expect(Number(read?.version)).toBeGreaterThan(Number(before?.version));
  await setStatus(seen.id, "status = 'sorted'");
  const kept = await mend('Спасибо, уже не надо', 57);
  expect(kept).toMatchObject({ importance: 'high', address: 'ул. Титова, 14', title: read?.title });
  expect(Number(kept?.version)).toBeGreaterThan(Number(read?.version));
  expect(kept?.history).toEqual([
    'Появился в ленте',
    'Запись исправлена автором',
    'Запись исправлена автором',
  ]);
});

test('one that is gone is said in the history of its own incident, and one that is back too', async () => {
  const [post, other] = [await take({ text: 'Пропадёт' }), await take({ text: 'Останется' })];
  const note = async (fact: 'gone' | 'restored', minute: number): Promise<void> => {
    const at = new Date(`2026-11-24T08:${minute}:00Z`);
    await hearing.hear([fact === 'gone' ? { fact, id: post, at, by: 'author' } : { fact, id: post, at }]);
    const postId = String((await hearing.rowOf(post))?.id);
    await asSystem(server, (ctx) => noteGone(ctx, { postIds: [postId] }));
  };
  await note('gone', 57);
  await note('restored', 58);
  expect(await incidentOf(post)).toMatchObject({
    version: 3,
    history: ['Появился в ленте', 'Запись удалена: снимок цел', 'Запись снова видна'],
  });
  expect(await incidentOf(other)).toMatchObject({ version: 1, history: ['Появился в ленте'] });
});
