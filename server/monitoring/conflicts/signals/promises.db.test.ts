import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Hearing,
  openHearing,
  putHeardPages,
  seenFact,
} from '../../../../tests/support/networks/heard-posts.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import type { SeenPost } from '../../../base/networks/index.ts';
import { readPosts } from '../../posts/index.ts';
import { watchOwnPosts } from './watch-official.ts';
import { watchTime } from './watch-time.ts';

/** What becomes of a promise when its page writes other words over it. */

let server: TestServer;
let hearing: Hearing;
let serial = 0;

beforeAll(async () => {
  server = await startTestServer();
  hearing = openHearing(server);
  await putHeardPages(server);
});
beforeEach(async () => {
  server.setNow('2026-11-24T09:00:00Z');
  await server.asOwner(
    'TRUNCATE conflicts.signal CASCADE; DELETE FROM conflicts.promise; DELETE FROM conflicts.statement',
  );
});
afterAll(() => server.close());

const PIT = 'Яму на дороге у дома Победы, 20';

/** Our page says it. */
async function say(text: string, given: Partial<SeenPost>): Promise<void> {
  const post = hearing.fresh({ kind: 'post', isOwn: true, parentId: null, text, ...given });
  await hearing.hear([seenFact(post)]);
  const id = String((await hearing.rowOf(post.id))?.id);
  await asSystem(server, async (ctx) => watchOwnPosts(ctx, await readPosts(ctx, [id])));
}

const statements = () => hearing.ask('SELECT id FROM conflicts.statement', []);

describe('official words that were edited', () => {
  const post = { id: '', threadId: '' };
  beforeEach(() => {
    serial += 1;
    post.id = `edited-${serial}`;
    post.threadId = post.id;
  });
  const first = () => say(`${PIT} засыплем до 26 ноября.`, post);
  const edit = (text: string, minute: number) =>
    say(text, { ...post, editedAt: new Date(`2026-11-24T08:${minute}:00Z`) });
  const promises = () =>
    hearing.ask(
      `SELECT promise.promised_on::text AS day, promise.state, promise.withdrawn_at, promise.words_serial, statement.claims
       FROM conflicts.promise JOIN conflicts.statement ON statement.id = promise.statement_id`,
      [],
    );
  const stands = { withdrawn_at: null, words_serial: null };
  const gone = (minute: number, serialOf = 1) => ({
    withdrawn_at: `2026-11-24T08:${minute}:00.000Z`,
    words_serial: serialOf,
  });

  test('before its day to another promise that one', async () => {
    await first();
    await edit(`${PIT} засыплем до 28 ноября.`, 56);
    expect(await promises()).toMatchObject([{ day: '2026-11-28', state: 'waiting', ...stands }]);
  });

  test('to words without a day keep the promise, with the look that has its words', async () => {
    await first();
    await edit(`${PIT} ждём. Засыплем до 26 ноября.`, 56);
    await edit(`${PIT} засыпали.`, 57);
    expect(await promises()).toMatchObject([{ day: '2026-11-26', state: 'waiting', ...gone(57, 2) }]);
    await edit('Следим за погодой.', 58);
    expect(await promises()).toMatchObject([{ day: '2026-11-26', ...gone(57, 2), claims: [] }]);
  });

  test('to words that claim nothing: a promise stays, what promised nothing goes', async () => {
    await first();
    await edit('Следим за погодой.', 56);
    expect(await promises()).toMatchObject([{ day: '2026-11-26', ...gone(56), claims: [] }]);
    await edit(`${PIT} засыплем до 26 ноября!`, 57);
    expect(await promises()).toMatchObject([{ day: '2026-11-26', state: 'waiting', ...stands }]);
    const done = { id: 'done-own', threadId: 'done-own' };
    await say(`${PIT} засыпали.`, done);
    expect(await statements()).toHaveLength(2);
    await say('Следим за погодой.', { ...done, editedAt: new Date('2026-11-24T08:58:00Z') });
    expect(await statements()).toHaveLength(1);
  });

  test('on the last day of their promise still move it', async () => {
    await first();
    server.setNow('2026-11-26T09:00:00Z');
    await say(`${PIT} засыплем до 28 ноября.`, { ...post, editedAt: new Date('2026-11-26T08:59:00Z') });
    expect(await promises()).toMatchObject([{ day: '2026-11-28', state: 'waiting', ...stands }]);
  });

  test('leave every other promise as it is: taken back, judged and stood by again', async () => {
    const other = { id: `${post.id}-other`, threadId: `${post.id}-other` };
    await say('На улице Титова, 14 не горят фонари, починим до 26 ноября.', other);
    await first();
    const ofOther = async () => {
      const rows = await hearing.ask(
        `SELECT promise.state, promise.withdrawn_at, promise.words_serial FROM conflicts.promise
         JOIN conflicts.statement ON statement.id = promise.statement_id JOIN posts.post ON post.id = source_id
         WHERE post.external_id = $1`,
        [other.id],
      );
      return rows[0];
    };
    await edit('Следим за погодой.', 56);
    expect(await ofOther()).toEqual({ state: 'waiting', ...stands });
    await server.asOwner("UPDATE conflicts.promise SET state = 'broken'");
    await say('На улице Титова, 14 фонари починили.', {
      ...other,
      editedAt: new Date('2026-11-24T08:57:00Z'),
    });
    const taken = await ofOther();
    expect(taken).toMatchObject({ state: 'broken', ...gone(57) });
    await edit(`${PIT} засыплем до 26 ноября!`, 58);
    expect(await ofOther()).toEqual(taken);
  });

  test.each<[string, string]>([
    ['judged', "UPDATE conflicts.promise SET state = 'broken'"],
    ['of a day that is over', "UPDATE conflicts.promise SET promised_on = '2026-11-23'"],
  ])('of a promise %s move it no more', async (_, be) => {
    await first();
    await server.asOwner(be);
    const [before] = await promises();
    await edit(`${PIT} засыплем до 28 ноября.`, 56);
    expect(await promises()).toMatchObject([
      { day: before?.day, state: before?.state, withdrawn_at: gone(56).withdrawn_at },
    ]);
  });

  test('back to the words that were judged stand again', async () => {
    await first();
    await server.asOwner("UPDATE conflicts.promise SET state = 'broken'");
    await edit(`${PIT} засыпали.`, 56);
    expect(await promises()).toMatchObject([{ state: 'broken', ...gone(56) }]);
    await edit(`${PIT} засыплем до 26 ноября!`, 57);
    expect(await promises()).toMatchObject([{ day: '2026-11-26', state: 'broken', ...stands }]);
  });

  test('of which no look holds the day have none to show', async () => {
    await first();
    await server.asOwner("UPDATE conflicts.promise SET promised_on = '2026-11-25'");
    await edit('Следим за погодой.', 56);
    expect(await promises()).toMatchObject([{ day: '2026-11-25', ...gone(56), words_serial: null }]);
  });

  test.each<[string, string]>([
    ['kept', `${PIT} засыпали.`],
    ['broken', 'Следим за погодой.'],
  ])('leave a promise that is %s at its moment where it says «%s»', async (state, words) => {
    await first();
    await edit(words, 57);
    server.setNow('2026-11-26T18:59:59Z');
    await asSystem(server, (ctx) => watchTime(ctx));
    expect(await promises()).toMatchObject([{ day: '2026-11-26', state, ...gone(57) }]);
  });

  test('to another day after its own is over move nothing', async () => {
    await first();
    server.setNow('2026-11-27T06:00:00Z');
    await say(`${PIT} засыплем до 30 ноября.`, { ...post, editedAt: new Date('2026-11-27T05:59:00Z') });
    await asSystem(server, (ctx) => watchTime(ctx));
    expect(await promises()).toMatchObject([
      { day: '2026-11-26', state: 'broken', withdrawn_at: '2026-11-27T05:59:00.000Z', words_serial: 1 },
    ]);
  });
});
