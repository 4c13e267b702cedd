import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  foreignPage,
  type Hearing,
  heardPage,
  openHearing,
  putHeardPages,
  seenFact,
} from '../../../../tests/support/networks/heard-posts.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import type { NetworkFact, SeenPost } from '../../../base/networks/index.ts';
import type { Port } from '../../../lib/module/port.ts';
import { lawfulRemoval, watchGone } from './watch-gone.ts';

/** Which comments that are gone are a sign of a conflict. */

let server: TestServer;
let hearing: Hearing;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  hearing = openHearing(server);
  await putHeardPages(server);
});
beforeEach(async () => {
  await server.asOwner('TRUNCATE conflicts.signal CASCADE');
});
afterAll(() => server.close());

interface Gone {
  head?: Partial<SeenPost> | null;
  answered?: Partial<SeenPost>;
  comment?: Partial<SeenPost>;
  page?: typeof heardPage;
  by?: 'author' | 'page' | 'network' | 'unknown';
  at?: string;
  isLawful?: boolean;
}

/** A comment posted at 08:55 under a post, gone at `at`. */
async function go({
  head,
  answered,
  comment,
  page = heardPage,
  by = 'page',
  at = '2026-11-24T08:58:10Z',
  isLawful = false,
}: Gone): Promise<string> {
  const top = hearing.fresh({ kind: 'post', parentId: null, isOwn: true, ...head });
  const threadId = top.id;
  const middle = hearing.fresh({ threadId, parentId: threadId, ...answered });
  const gone = hearing.fresh({ threadId, parentId: answered ? middle.id : threadId, ...comment });
  await hearing.hear(
    [
      ...(head === null ? [] : [seenFact({ ...top, threadId })]),
      ...(answered ? [seenFact(middle)] : []),
      seenFact(gone),
      { fact: 'gone', id: gone.id, at: new Date(at), by } satisfies NetworkFact,
    ],
    page,
  );
  const postId = String((await hearing.rowOf(gone.id))?.id);
  await watch(postId, isLawful ? [postId] : []);
  return postId;
}

const watch = (postId: string, lawful: readonly string[] = []) =>
  asSystem(server, (ctx) => {
    const { find, list } = ctx.ports;
    const ports = {
      list,
      find: <T>(port: Port<T>, key?: string) =>
        port.name === lawfulRemoval.name ? ((async () => new Set(lawful)) as unknown as T) : find(port, key),
    };
    return watchGone({ ...ctx, ports }, { postIds: [postId] });
  });

const signals = () =>
  hearing.ask(
    'SELECT facts, event_at, cause, page_id, incident_id FROM conflicts.signal ORDER BY noticed_at, id',
    [],
  );

describe('a comment that is gone is a signal', () => {
  test.each<[string, Gone]>([
    ['where our page took it off', {}],
    ['where the network did', { by: 'network' }],
    ['where nobody says who did', { by: 'unknown' }],
    ['at the last minute that counts', { at: '2026-12-01T08:55:29Z' }],
    ['under a head nobody has seen, of a page of ours', { head: null }],
  ])('%s', async (_, given) => {
    await go(given);
    expect(await signals()).toHaveLength(1);
  });

  test('where it stood under an answer of ours on a page that is not ours', async () => {
    const top = hearing.fresh({ kind: 'post', parentId: null });
    const own = hearing.fresh({ threadId: top.id, parentId: top.id });
    const gone = hearing.fresh({ threadId: top.id, parentId: own.id });
    const at = new Date('2026-11-24T08:58:10Z');
    await hearing.hear(
      [
        seenFact({ ...top, threadId: top.id }),
        seenFact(own),
        seenFact(gone),
        { fact: 'gone', id: gone.id, at, by: 'page' },
      ],
      foreignPage,
    );
    await server.asOwner(`UPDATE posts.post SET is_own = true WHERE external_id = '${own.id}'`);
    await watch(String((await hearing.rowOf(gone.id))?.id));
    expect(await signals()).toMatchObject([{ facts: { under: 'answer' } }]);
  });

  test.each<[string, Gone]>([
    ['its author took off', { by: 'author' }],
    ['a published rule took off', { isLawful: true }],
    ['went after the days that count', { at: '2026-12-01T08:55:31Z' }],
    ['our page wrote itself', { comment: { isOwn: true } }],
    ['is no comment', { comment: { kind: 'message' } }],
    [
      'stood under words of others, on a page that is not ours',
      { page: foreignPage, head: { isOwn: false } },
    ],
    ['stood under a head of others, on a page of ours', { head: { isOwn: false } }],
  ])('but not one that %s', async (_, given) => {
    await go(given);
    expect(await signals()).toEqual([]);
  });

  test('under words of ours, on a page that nobody keeps any more', async () => {
    const top = hearing.fresh({ kind: 'post', parentId: null, isOwn: true });
    const post = hearing.fresh({ threadId: top.id, parentId: top.id });
    const at = new Date('2026-11-24T08:58:10Z');
    const gone = { fact: 'gone', id: post.id, at, by: 'page' } as const;
    await hearing.hear([seenFact({ ...top, threadId: top.id }), seenFact(post), gone]);
    await server.asOwner(`UPDATE posts.post SET page_id = NULL WHERE external_id = '${post.id}'`);
    await watch(String((await hearing.rowOf(post.id))?.id));
    expect(await signals()).toMatchObject([{ page_id: null, facts: { under: 'post' } }]);
  });

  test('but not one of which neither the page nor the head is known', async () => {
    const post = hearing.fresh({ threadId: 'nowhere', parentId: 'nowhere' });
    const at = new Date('2026-11-24T08:58:10Z');
    await hearing.hear([seenFact(post), { fact: 'gone', id: post.id, at, by: 'page' }]);
    await server.asOwner(`UPDATE posts.post SET page_id = NULL WHERE external_id = '${post.id}'`);
    await watch(String((await hearing.rowOf(post.id))?.id));
    expect(await signals()).toEqual([]);
  });

  test('but not one that stands there again', async () => {
    const post = hearing.fresh({ threadId: 'back', parentId: 'back' });
    await hearing.hear([seenFact(post)]);
    await watch(String((await hearing.rowOf(post.id))?.id));
    expect(await signals()).toEqual([]);
  });
});

test('a signal says who took it off, after how long, and under what; told again it is one', async () => {
  const id = await go({});
  await watch(id);
  const answered = await go({ answered: { isOwn: true }, by: 'network', at: '2026-11-24T08:50:00Z' });
  const under = (minutes: number, by: string, where: string) => ({
    kind: 'deleted',
    by,
    minutes,
    under: where,
  });
  const told = await signals();
  expect(told).toHaveLength(2);
  expect(told).toEqual(
    expect.arrayContaining([
      {
        facts: under(3, 'page', 'post'),
        event_at: '2026-11-24T08:58:10.000Z',
        cause: `deleted:${id}`,
        page_id: heardPage.id,
        incident_id: null,
      },
      {
        // Gone before it was posted, by the clocks of the network: no time at all.
        facts: under(0, 'network', 'answer'),
        event_at: '2026-11-24T08:50:00.000Z',
        cause: `deleted:${answered}`,
        page_id: heardPage.id,
        incident_id: null,
      },
    ]),
  );
  const evidence = await hearing.ask(
    'SELECT kind, target_id, at FROM conflicts.evidence ORDER BY target_id',
    [],
  );
  expect(evidence).toEqual(
    [id, answered]
      .toSorted()
      .map((target) => ({ kind: 'post', target_id: target, at: '2026-11-24T08:55:00.000Z' })),
  );
});
