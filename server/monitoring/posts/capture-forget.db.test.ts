import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type HeardTold,
  type Hearing,
  heardPage,
  openHearing,
  seenFact,
} from '../../../tests/support/networks/heard-posts.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import type { NetworkFact } from '../../base/networks/index.ts';
import { capturePost, hearRemoval } from './capture.ts';
import { forgetPosts } from './forget.ts';

/** Words of a network that a post is gone, and words that are let go. */

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
const goneOf = (...ids: string[]): HeardTold['events'] => [['posts.gone', ids]];

describe('a word of the network that a post is gone', () => {
  const gone = (id: string, when: Date | null, by: 'author' | 'page' = 'author'): NetworkFact =>
    ({ fact: 'gone', id, at: when, by }) as NetworkFact;
  const back = (id: string, when: Date): NetworkFact => ({ fact: 'restored', id, at: when }) as NetworkFact;
  const standing = async (id: string) => {
    const row = await hearing.rowOf(id);
    return [row?.gone_at, row?.gone_by];
  };

  test('holds until a later one that it is back, in whatever order they come', async () => {
    const post = hearing.fresh();
    await hearing.hear([seenFact(post)]);
    expect((await hearing.hear([back(post.id, at('08:58'))])).events).toEqual([]);
    expect((await hearing.hear([gone(post.id, at('08:57'))])).events).toEqual([]);
    expect(await standing(post.id)).toEqual([null, null]);
    expect((await hearing.hear([gone(post.id, at('08:59'), 'page')])).events).toEqual(goneOf(post.id));
    expect(await standing(post.id)).toEqual(['2026-11-24T08:59:00.000Z', 'page']);
    expect((await hearing.hear([gone(post.id, at('08:59'), 'page')])).events).toEqual([]);
    expect((await hearing.hear([back(post.id, at('09:00'))])).events).toEqual(goneOf(post.id));
    expect(await standing(post.id)).toEqual([null, null]);
  });

  test('of one moment with the other word is the one that holds', async () => {
    const post = hearing.fresh();
    await hearing.hear([seenFact(post)]);
    await hearing.hear([gone(post.id, at('08:59')), back(post.id, at('08:59'))]);
    expect(await standing(post.id)).toEqual(['2026-11-24T08:59:00.000Z', 'author']);
  });

  test('without its moment is of when it was heard; before the post itself it waits for it', async () => {
    const post = hearing.fresh();
    const heard = at('08:59');
    expect((await hearing.hear([{ ...gone(post.id, null), heard }])).events).toEqual([]);
    expect((await hearing.hear([seenFact(post)])).events).toEqual(captured(post.id));
    expect(await standing(post.id)).toEqual(['2026-11-24T08:59:00.000Z', 'author']);
  });

  test('is of its network and its post alone, and may be the answer to what our page asked', async () => {
    const [post, beside] = [hearing.fresh(), hearing.fresh()];
    await hearing.hear([seenFact(post), seenFact(beside)]);
    await hearing.hear([gone(post.id, at('08:59'))], { ...heardPage, network: 'ok' });
    expect(await standing(post.id)).toEqual([null, null]);
    const said: string[][] = [];
    const removal = {
      network: 'vk',
      externalId: post.id,
      at: at('08:59'),
      word: 'gone',
      by: 'page',
    } as const;
    const hearIt = () =>
      asSystem(server, (ctx) =>
        hearRemoval(
          {
            ...ctx,
            announce: ((_: unknown, { postIds }: { postIds: string[] }) => {
              said.push(postIds);
            }) as typeof ctx.announce,
          },
          removal,
        ),
      );
    await hearIt();
    await hearIt();
    expect(said).toEqual([[(await hearing.rowOf(post.id))?.id]]);
    expect(await standing(post.id)).toEqual(['2026-11-24T08:59:00.000Z', 'page']);
    expect(await standing(beside.id)).toEqual([null, null]);
  });
});

describe('what is let go', () => {
  test('loses its words everywhere, keeps that it was there, and is never taken in again', async () => {
    const post = hearing.fresh({ pictures: ['https://a.example/3.jpg'] });
    const beside = hearing.fresh({ pictures: ['https://a.example/4.jpg'] });
    await hearing.hear([seenFact(post), seenFact(beside)]);
    const id = String((await hearing.rowOf(post.id))?.id);
    const before = await hearing.rowOf(beside.id);
    await asSystem(server, (ctx) => forgetPosts(ctx, [id], 'retention:test'));
    expect(await hearing.rowOf(post.id)).toMatchObject({
      text: '',
      author_key: '',
      author_name: '',
      url: '',
      forgotten_at: HEARD,
      posted_at: '2026-11-24T08:55:00.000Z',
    });
    const { rows } = await server.app.pool.query(
      'SELECT text, raw, author_key, author_name, pictures, url FROM posts.sight WHERE post_id = $1',
      [id],
    );
    expect(rows).toEqual([{ text: '', raw: '', author_key: '', author_name: '', pictures: [], url: '' }]);
    expect(
      await hearing.ask('SELECT state, url, next_try_at FROM posts.picture WHERE post_id = $1', [id]),
    ).toEqual([{ state: 'forgotten', url: '', next_try_at: null }]);
    expect(await hearing.rowOf(beside.id)).toEqual(before);
    expect(await hearing.sightsOf(beside.id)).toMatchObject([
      { text: beside.text, pictures: beside.pictures },
    ]);

    const again = await asSystem(server, (ctx) =>
      capturePost(ctx, post, {
        network: 'vk',
        pageId: heardPage.id,
        eventId: 8,
        receivedAt: ctx.now,
        raw: '',
      }),
    );
    expect(again).toEqual({ id, isNew: false, isChanged: false });
    expect(
      (await hearing.hear([seenFact({ ...post, text: 'Снова', editedAt: at('08:59') })])).events,
    ).toEqual([]);
    expect(await hearing.rowOf(post.id)).toMatchObject({ text: '', forgotten_at: HEARD });
    expect(await hearing.sightsOf(post.id)).toHaveLength(1);
    // Let go once more, later: it went when it went.
    server.setNow('2026-11-25T09:00:00Z');
    await asSystem(server, (ctx) => forgetPosts(ctx, [id], 'retention:test'));
    server.setNow(HEARD);
    expect((await hearing.rowOf(post.id))?.forgotten_at).toBe(HEARD);
  });

  test('is told of; of none nothing is said and nothing is done', async () => {
    const post = hearing.fresh();
    await hearing.hear([seenFact(post)]);
    const id = String((await hearing.rowOf(post.id))?.id);
    const said: unknown[] = [];
    const forget = (ids: string[]) =>
      asSystem(server, (ctx) =>
        forgetPosts(
          {
            ...ctx,
            announce: (({ name }: { name: string }, payload: unknown) => {
              said.push([name, payload]);
            }) as typeof ctx.announce,
          },
          ids,
          'retention:test',
        ),
      );
    await forget([]);
    expect(said).toEqual([]);
    await forget([id]);
    expect(said).toContainEqual(['posts.forgotten', { postIds: [id] }]);
  });
});
