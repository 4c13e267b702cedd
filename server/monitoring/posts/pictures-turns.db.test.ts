import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../../shared/time.ts';
import { type Hearing, openHearing, seenFact } from '../../../tests/support/networks/heard-posts.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import type { SeenPost } from '../../base/networks/index.ts';
import { forgetPosts } from './forget.ts';
import { keepDuePictures, keepingPictures, notePictures } from './pictures.ts';

/** Which pictures are asked for and when, and what becomes of each after a try. */

const NOW = Date.parse('2026-11-24T09:00:00Z');

let server: TestServer;
let hearing: Hearing;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(new Date(NOW).toISOString());
  hearing = openHearing(server);
});
afterAll(() => server.close());

const addresses = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `https://a.example/${at + 1}.jpg`);

/** A post with so many pictures; its id. */
async function post(count: number, given: Partial<SeenPost> = {}): Promise<string> {
  const told = hearing.fresh({ pictures: addresses(count), ...given });
  await hearing.hear([seenFact(told)]);
  return String((await hearing.rowOf(told.id))?.id);
}

const picturesOf = (id: string) =>
  hearing.ask(
    'SELECT serial, place, state, reason, tries, next_try_at FROM posts.picture WHERE post_id = $1 ORDER BY serial, place',
    [id],
  );
const intend = (postId: string) =>
  asSystem(server, (ctx) => keepingPictures.intend(ctx, { postId }, server.app.services));
const set = (id: string, place: number, what: string) =>
  server.asOwner(`UPDATE posts.picture SET ${what} WHERE post_id = '${id}' AND place = ${place}`);
const minutesAhead = (minutes: number): string => new Date(NOW + minutes * MINUTE).toISOString();

describe('pictures that are asked for', () => {
  test('are those of the post that wait and whose hour has come, in their order', async () => {
    const id = await post(4);
    await post(2);
    await set(id, 2, `next_try_at = '${minutesAhead(1)}'`);
    await set(id, 3, "state = 'missed', next_try_at = NULL");
    await set(id, 4, 'tries = 2');
    expect(await intend(id)).toEqual({
      postId: id,
      access: null,
      pictures: [
        { serial: 1, place: 1, url: 'https://a.example/1.jpg', tries: 0 },
        { serial: 1, place: 4, url: 'https://a.example/4.jpg', tries: 2 },
      ],
    });
    server.setNow(minutesAhead(1));
    expect((await intend(id))?.pictures.map(({ place }) => place)).toEqual([1, 2, 4]);
    server.setNow(minutesAhead(0));
  });

  test('are ten of a look, and ten at a time, those of the earlier look first', async () => {
    const told = hearing.fresh({ pictures: addresses(11) });
    await hearing.hear([seenFact(told)]);
    const later = [...addresses(12)].reverse();
    await hearing.hear([seenFact({ ...told, pictures: later, editedAt: new Date(NOW - MINUTE) })]);
    const id = String((await hearing.rowOf(told.id))?.id);
    const kept = await picturesOf(id);
    expect(kept.map(({ serial }) => serial)).toEqual([...Array(10).fill(1), ...Array(10).fill(2)]);
    expect(kept.map(({ place }) => place)).toEqual(
      [1, 2].flatMap(() => Array.from({ length: 10 }, (_, at) => at + 1)),
    );
    expect((await intend(id))?.pictures.map(({ serial, place, url }) => `${serial} ${place} ${url}`)).toEqual(
      addresses(10).map((url, at) => `1 ${at + 1} ${url}`),
    );
  });

  test('are none of a post that is not there, was let go, or waits for nothing', async () => {
    expect(await intend('00000000-0000-4000-8000-00000000000f')).toBeNull();
    const bare = await post(0);
    expect(await intend(bare)).toBeNull();
    expect(await picturesOf(bare)).toEqual([]);
    const gone = await post(1);
    await asSystem(server, (ctx) => forgetPosts(ctx, [gone], 'retention:test'));
    // One that came on its way while the words were let go.
    await server.asOwner(
      `INSERT INTO posts.picture (post_id, serial, place, url, next_try_at) VALUES ('${gone}', 1, 2, 'https://a.example/', '${minutesAhead(0)}')`,
    );
    expect(await intend(gone)).toBeNull();
  });

  test('are handed out by the clock, each post once, when its hour has come', async () => {
    const [due, later] = [await post(2), await post(1)];
    await set(later, 1, `next_try_at = '${minutesAhead(1)}'`);
    const handed = async (): Promise<unknown[]> => {
      const jobs: unknown[] = [];
      await asSystem(server, (ctx) =>
        keepDuePictures({
          ...ctx,
          enqueue: ((job: { name: string }, payload: unknown, options: unknown) => {
            jobs.push([job.name, payload, options]);
          }) as typeof ctx.enqueue,
        }),
      );
      return jobs;
    };
    const handOf = (postId: string) => [
      'posts.keep-pictures',
      { postId },
      { key: `posts.keep-pictures:${postId}` },
    ];
    const first = await handed();
    expect(first.filter((one) => JSON.stringify(one).includes(due))).toEqual([handOf(due)]);
    expect(first).not.toContainEqual(handOf(later));
    server.setNow(minutesAhead(1));
    expect(await handed()).toContainEqual(handOf(later));
    server.setNow(minutesAhead(0));
  });

  test('of a look without any, nothing is handed out', async () => {
    const id = await post(0);
    const handed: unknown[] = [];
    await asSystem(server, (ctx) =>
      notePictures(
        { ...ctx, enqueue: ((job: unknown) => void handed.push(job)) as typeof ctx.enqueue },
        { postId: id, serial: 1, urls: [] },
      ),
    );
    expect(handed).toEqual([]);
  });
});

describe('a picture after a try', () => {
  const wait = (reason: string, minutes: number, tries: number) => ({
    state: 'waiting',
    reason,
    next_try_at: minutesAhead(minutes),
    tries,
  });
  const missed = (reason: string, tries: number) => ({ state: 'missed', reason, next_try_at: null, tries });
  test.each([
    ['that may go well later waits a minute', 0, false, wait('занято', 1, 1)],
    ['then ten', 1, false, wait('занято', 10, 2)],
    ['then an hour', 2, false, wait('занято', 60, 3)],
    ['then six', 3, false, wait('занято', 360, 4)],
    ['and then is missed', 4, false, missed('занято', 5)],
    ['that can not go well is missed at once', 0, true, missed('занято', 1)],
  ])('%s', async (_, tries, isOver, outcome) => {
    const id = await post(3);
    await set(id, 2, `tries = ${tries}`);
    const pictures = (await intend(id))?.pictures.filter(({ place }) => place === 2) ?? [];
    await asSystem(server, (ctx) =>
      keepingPictures.settle(ctx, { postId: id, pictures, access: null }, [{ reason: 'занято', isOver }]),
    );
    const [before, settled, after] = await picturesOf(id);
    expect(settled).toMatchObject(outcome);
    for (const other of [before, after]) expect(other).toMatchObject(wait('', 0, 0));
  });

  test('that another run has settled meanwhile stays as it is', async () => {
    const id = await post(1);
    const errand = await intend(id);
    await set(id, 1, "state = 'missed', next_try_at = NULL, reason = 'раньше'");
    await asSystem(server, async (ctx) => {
      if (errand) await keepingPictures.settle(ctx, errand, [{ reason: 'занято', isOver: false }]);
    });
    expect(await picturesOf(id)).toMatchObject([missed('раньше', 0)]);
  });
});
