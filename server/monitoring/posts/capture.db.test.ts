import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  foreignPage,
  type HeardTold,
  type Hearing,
  heardPage,
  openHearing,
  seenFact,
} from '../../../tests/support/networks/heard-posts.ts';
import { makePost } from '../../../tests/support/networks/told-network.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import type { SeenPost } from '../../base/networks/index.ts';
import { namingAuthors } from './name-authors.ts';
import { readTalks } from './talk.ts';

/** What is kept of posts as networks tell of them, and who is told that something is new. */

const HEARD = '2026-11-24T09:00:00.000Z';
const at = (clock: string): Date => new Date(`2026-11-24T${clock}:00Z`);

let server: TestServer;
let hearing: Hearing;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(HEARD);
  hearing = openHearing(server);
});
afterAll(() => server.close());

const captured = (...ids: string[]): HeardTold['events'] => [['posts.captured', ids]];
const textsOf = async (id: string) => (await hearing.sightsOf(id)).map(({ text }) => text);

describe('a post that is seen', () => {
  test('is kept as it looks, with its evidence, and told of once', async () => {
    const post = hearing.fresh({ pictures: ['https://a.example/1.jpg'], parentId: 'head', threadId: 'head' });
    const told = await hearing.hear([
      seenFact({ ...post, reach: { views: 4, likes: 3, comments: 2, shares: 1 } }),
    ]);
    const row = await hearing.rowOf(post.id);
    expect(row).toMatchObject({
      network: 'vk',
      page_id: heardPage.id,
      kind: 'comment',
      thread_key: 'head',
      parent_key: 'head',
      author_key: 'stranger',
      author_name: 'Анна Пробная',
      is_own: false,
      text: post.text,
      url: post.url,
      posted_at: '2026-11-24T08:55:00.000Z',
      edited_at: null,
      captured_at: HEARD,
      gone_at: null,
      gone_by: null,
      views: 4,
      likes: 3,
      comments: 2,
      shares: 1,
      forgotten_at: null,
    });
    expect(await hearing.sightsOf(post.id)).toEqual([
      {
        serial: 1,
        text: post.text,
        as_of: '2026-11-24T08:55:00.000Z',
        seen_at: HEARD,
        author_name: 'Анна Пробная',
        pictures: post.pictures,
        event_id: 7,
      },
    ]);
    expect(told).toEqual({
      events: captured(post.id),
      jobs: [['posts.keep-pictures', { postId: row?.id }]],
    });
    expect(await hearing.hear([seenFact(post)])).toEqual({ events: [], jobs: [] });
    expect(await hearing.sightsOf(post.id)).toHaveLength(1);
  });

  test('again with other numbers looks the same, and the numbers are the latest', async () => {
    const post = hearing.fresh();
    await hearing.hear([seenFact(post)]);
    const reach = { views: 40, likes: null, comments: 5, shares: null };
    expect((await hearing.hear([seenFact({ ...post, reach })])).events).toEqual([]);
    expect(await hearing.rowOf(post.id)).toMatchObject(reach);
  });

  test('edited is new to a reader; an older look that came late is kept and changes nothing', async () => {
    const first = hearing.fresh({ text: 'Первое' });
    const third = { ...first, text: 'Третье', editedAt: at('08:58') };
    const second = { ...first, text: 'Второе', editedAt: at('08:57') };
    await hearing.hear([seenFact(first)]);
    expect((await hearing.hear([seenFact(third)])).events).toEqual(captured(first.id));
    expect((await hearing.hear([seenFact(second)])).events).toEqual([]);
    expect(await hearing.rowOf(first.id)).toMatchObject({
      text: 'Третье',
      edited_at: '2026-11-24T08:58:00.000Z',
    });
    expect(await textsOf(first.id)).toEqual(['Первое', 'Третье', 'Второе']);
    // Of the very moment the latest word holds.
    const same = { ...third, text: 'Третье, иначе' };
    expect((await hearing.hear([seenFact(same)])).events).toEqual(captured(first.id));
    expect(await hearing.rowOf(first.id)).toMatchObject({ text: 'Третье, иначе' });
    // An edit back to words that were there before, at a moment of its own, is a look of its own.
    expect((await hearing.hear([seenFact({ ...first, editedAt: at('08:59') })])).events).toEqual(
      captured(first.id),
    );
    expect(await textsOf(first.id)).toEqual(['Первое', 'Третье', 'Второе', 'Третье, иначе', 'Первое']);
  });

  test('as it began, told after its edit, is older whatever its moment', async () => {
    const born = hearing.fresh({ text: 'Начало' });
    await hearing.hear([seenFact({ ...born, text: 'Правка' })]);
    expect((await hearing.hear([seenFact(born, true)])).events).toEqual([]);
    expect(await hearing.rowOf(born.id)).toMatchObject({ text: 'Правка' });
    expect(await textsOf(born.id)).toEqual(['Правка', 'Начало']);
    const first = hearing.fresh({ text: 'Сразу начало' });
    expect((await hearing.hear([seenFact(first, true)])).events).toEqual(captured(first.id));
    expect(await hearing.rowOf(first.id)).toMatchObject({ text: 'Сразу начало' });
  });

  test('that changes to and fro without a word of when: only what was seen last is the same', async () => {
    const one = hearing.fresh({ text: 'Одно' });
    const other = { ...one, text: 'Другое', editedAt: at('08:56') };
    await hearing.hear([seenFact(one)]);
    await hearing.hear([seenFact(other)]);
    // The same words at another moment: the last look says so already.
    await hearing.hear([seenFact({ ...other, editedAt: at('08:57') })]);
    expect(await textsOf(one.id)).toEqual(['Одно', 'Другое']);
    // The moment of the first look, heard again.
    await hearing.hear([seenFact(one)]);
    expect(await textsOf(one.id)).toEqual(['Одно', 'Другое']);
  });

  test.each<[string, Partial<SeenPost>, boolean]>([
    ['another picture', { pictures: ['https://a.example/2.jpg'] }, true],
    ['another address', { url: 'https://network.example/moved' }, true],
    ['another author', { authorId: 'somebody' }, true],
    ['another name', { authorName: 'Анна Другая' }, true],
    ['no name any more', { authorName: '' }, false],
  ])('with %s', async (_, change, isNewLook) => {
    const post = hearing.fresh({ pictures: ['https://a.example/1.jpg'] });
    await hearing.hear([seenFact(post)]);
    const { events } = await hearing.hear([seenFact({ ...post, ...change, editedAt: at('08:56') })]);
    expect(events).toEqual(isNewLook ? captured(post.id) : []);
    expect(await hearing.sightsOf(post.id)).toHaveLength(isNewLook ? 2 : 1);
  });

  test('of a foreignPage page is written by no page of heardPage, whatever the network says', async () => {
    const own = hearing.fresh({ isOwn: true });
    const others = hearing.fresh({ isOwn: true });
    await hearing.hear([seenFact(own)]);
    await hearing.hear([seenFact(others)], foreignPage);
    expect(await hearing.rowOf(own.id)).toMatchObject({ is_own: true, page_id: heardPage.id });
    expect(await hearing.rowOf(others.id)).toMatchObject({ is_own: false, page_id: foreignPage.id });
  });

  test('of one number in two networks is two posts', async () => {
    const post = hearing.fresh();
    await hearing.hear([seenFact(post)]);
    const there = { ...heardPage, network: 'ok' };
    expect((await hearing.hear([seenFact({ ...post, text: 'Там' })], there)).events).toEqual([
      ['posts.captured', [post.id]],
    ]);
    const rows = await hearing.ask(
      'SELECT network, text FROM posts.post WHERE external_id = $1 ORDER BY network',
      [post.id],
    );
    expect(rows).toEqual([
      { network: 'ok', text: 'Там' },
      { network: 'vk', text: post.text },
    ]);
  });
});

describe('an author without a name', () => {
  const asks = { pageId: heardPage.id };
  test.each<[string, Partial<SeenPost>, HeardTold['jobs']]>([
    ['is asked for', { authorName: '' }, [['posts.name-authors', asks]]],
    ['who hides is not', { authorName: '', authorId: '' }, []],
    ['who is named is not', {}, []],
  ])('%s', async (_, given, jobs) => {
    const post = hearing.fresh(given);
    expect((await hearing.hear([seenFact(post)])).jobs).toEqual(jobs);
    expect((await hearing.hear([seenFact(post)])).jobs).toEqual([]);
  });

  test('is asked for once a page, and named where the page has them nameless still', async () => {
    const [one, two, named] = [
      hearing.fresh({ authorName: '', authorId: 'nameless' }),
      hearing.fresh({ authorName: '', authorId: 'nameless' }),
      hearing.fresh({ authorName: 'Имя Своё', authorId: 'nameless' }),
    ];
    expect((await hearing.hear([seenFact(one), seenFact(two)])).jobs).toHaveLength(1);
    await hearing.hear([seenFact(named)]);
    const elsewhere = hearing.fresh({ authorName: '', authorId: 'nameless' });
    await hearing.hear([seenFact(elsewhere)], foreignPage);
    const other = hearing.fresh({ authorName: '', authorId: 'another' });
    await hearing.hear([seenFact(other)]);
    const names = new Map([['nameless', 'И'.repeat(300)]]);
    const question = {
      pageId: heardPage.id,
      authorKeys: ['nameless'],
      access: {} as never,
      ask: async () => names,
    };
    await asSystem(server, (ctx) => namingAuthors.settle(ctx, question, names));
    const nameOf = async ({ id }: SeenPost) => (await hearing.rowOf(id))?.author_name;
    expect(await Promise.all([one, two, named, elsewhere, other].map(nameOf))).toEqual([
      'И'.repeat(200),
      'И'.repeat(200),
      'Имя Своё',
      '',
      '',
    ]);
  });
});

test('a talk is its head and what is written under it, talks and words the earliest first', async () => {
  const talk = (head: string, posts: [string, string][]) =>
    posts.map(([id, clock]) =>
      makePost({
        id,
        kind: id === head ? 'post' : 'comment',
        threadId: head,
        parentId: id === head ? null : head,
        postedAt: at(clock),
      }),
    );
  const later = talk('t-b', [
    ['t-b', '08:10'],
    ['t-b1', '08:30'],
  ]);
  const earlier = talk('t-a', [
    ['t-a2', '08:40'],
    ['t-a1', '08:20'],
    ['t-a', '08:05'],
  ]);
  await hearing.hear(
    [...later, ...earlier, ...talk('t-c', [['t-c', '08:00']])].map((post) => seenFact(post)),
  );
  // The same head in another network is another talk.
  await hearing.hear([seenFact({ ...talk('t-a', [['t-a3', '08:01']])[0]! })], {
    ...heardPage,
    network: 'ok',
  });
  const read = await asSystem(server, async (ctx) => {
    const posts = await ctx.db
      .selectFrom('posts.post')
      .selectAll()
      .where('external_id', 'in', ['t-b1', 't-a1'])
      .execute();
    return readTalks(ctx, posts);
  });
  expect(read.map(({ external_id: id }) => id)).toEqual(['t-a', 't-a1', 't-a2', 't-b', 't-b1']);
});
