import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Hearing,
  openHearing,
  putHeardPages,
  seenFact,
} from '../../../tests/support/networks/heard-posts.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { readPosts } from '../posts/index.ts';
import { pagePromises } from './page-promises.ts';
import { watchOwnPosts } from './signals/watch-official.ts';

/** What everybody reads of a promise whose page has written over it. */

const HOUSE = 'Яму у дома Победы, 20';
const WORDS = `${HOUSE} осмотрели. Засыплем яму до 20 ноября. Следим.`;
let server: TestServer;
let hearing: Hearing;
let serial = 0;

beforeAll(async () => {
  server = await startTestServer();
  hearing = openHearing(server);
  await putHeardPages(server);
});
beforeEach(async () => {
  server.setNow('2026-11-10T09:00:00Z');
  serial += 1;
  await server.asOwner('DELETE FROM conflicts.promise; DELETE FROM conflicts.statement');
});
afterAll(() => server.close());

/** The page says it now, or writes it over what it has said. */
async function say(text: string, { isEdit = false, day = 10 } = {}): Promise<void> {
  server.setNow(`2026-11-${day}T09:00:00Z`);
  const told = hearing.fresh({
    kind: 'post',
    isOwn: true,
    id: `own-${serial}`,
    threadId: `own-${serial}`,
    parentId: null,
    text,
    postedAt: new Date('2026-11-10T06:00:00Z'),
    ...(isEdit && { editedAt: new Date(`2026-11-${day}T08:00:00Z`) }),
  });
  await hearing.hear([seenFact(told)]);
  const id = String((await hearing.rowOf(told.id))?.id);
  await asSystem(server, async (ctx) => watchOwnPosts(ctx, await readPosts(ctx, [id])));
}

/** It is there no more. */
async function remove(by: 'page' | 'author' | 'network' | 'unknown'): Promise<void> {
  server.setNow('2026-11-15T09:00:00Z');
  await hearing.hear([{ fact: 'gone', id: `own-${serial}`, at: new Date('2026-11-15T08:00:00Z'), by }]);
}

const list = () =>
  asSystem(server, (ctx) => pagePromises.list(ctx, { since: new Date('2026-11-01T06:00:00Z'), most: 50 }));
async function wordsOf() {
  const facts = await list();
  const words = await asSystem(server, (ctx) =>
    pagePromises.words(
      ctx,
      facts.map(({ id }) => id),
    ),
  );
  return facts.map(({ id }) => words.get(id));
}

describe('a promise whose page has written over it', () => {
  test('stays with its day, its former words and their seal', async () => {
    await say(WORDS);
    await say('Следим за погодой.', { isEdit: true, day: 19 });
    expect(await list()).toMatchObject([{ dueAt: new Date('2026-11-20T18:59:59Z'), doneAt: null }]);
    const [sight] = await hearing.sightsOf(`own-${serial}`);
    expect(sight).toMatchObject({ serial: 1, text: WORDS });
    const [{ sha256 = '' } = {}] = await hearing.ask(
      'SELECT sha256 FROM posts.sight JOIN posts.post ON post.id = post_id WHERE external_id = $1 AND serial = 1',
      [`own-${serial}`],
    );
    expect(await wordsOf()).toEqual([
      {
        title: expect.stringMatching(/^Засыплем яму до 20 ноября/u),
        place: expect.stringMatching(/Победы, 20/u),
        where: 'в записи страницы «Страница»',
        link: expect.stringMatching(/^https:/u),
        note: `Страница убрала эти слова 19.11.2026. Прежние слова — по снимку от 10.11.2026, SHA-256 ${String(sha256).slice(0, 16)}…`,
        proofs: [],
        photos: null,
      },
    ]);
  });

  test('whose words stand has no note', async () => {
    await say(WORDS);
    expect(await wordsOf()).toMatchObject([{ note: '' }]);
  });

  test('is done by what is written over it, at the moment it was', async () => {
    await say(WORDS);
    await say(`${HOUSE} ещё не засыпали.`, { isEdit: true, day: 18 });
    expect(await list()).toMatchObject([{ doneAt: null }]);
    await say(`${HOUSE} засыпали.`, { isEdit: true, day: 19 });
    await say(`${HOUSE} засыпали!`, { isEdit: true, day: 20 });
    expect(await list()).toMatchObject([{ doneAt: new Date('2026-11-19T08:00:00Z') }]);
    await say('Следим за погодой.', { isEdit: true, day: 21 });
    expect(await list()).toMatchObject([{ doneAt: null }]);
  });

  test('whose former words were let go is told to nobody', async () => {
    await say(WORDS);
    await say('Следим за погодой.', { isEdit: true, day: 19 });
    await server.asOwner('UPDATE conflicts.promise SET words_serial = 9');
    expect(await wordsOf()).toEqual([undefined]);
    await server.asOwner('UPDATE conflicts.promise SET words_serial = NULL');
    expect(await wordsOf()).toEqual([undefined]);
  });

  test.each([
    ['page', 'Страница удалила запись'],
    ['author', 'Страница удалила запись'],
    ['network', 'Записи в сети больше нет с'],
    ['unknown', 'Записи в сети больше нет с'],
  ] as const)(
    'stays where the whole post is gone by %s: its last words, and no link to where there is nothing',
    async (by, words) => {
      await say('Яму осмотрели.');
      await say(WORDS, { isEdit: true, day: 11 });
      await remove(by);
      expect(await list()).toMatchObject([{ dueAt: new Date('2026-11-20T18:59:59Z'), doneAt: null }]);
      expect(await wordsOf()).toMatchObject([
        {
          title: expect.stringMatching(/^Засыплем яму до 20 ноября/u),
          link: null,
          note: expect.stringContaining(
            `${words} 15.11.2026. Прежние слова — по снимку от 11.11.2026, SHA-256 `,
          ),
        },
      ]);
    },
  );

  test('that was deleted after it was written over tells of the first', async () => {
    await say(WORDS);
    await say('Следим за погодой.', { isEdit: true, day: 12 });
    await remove('page');
    expect(await wordsOf()).toMatchObject([
      { link: null, note: expect.stringMatching(/^Страница убрала эти слова 12\.11\.2026\./u) },
    ]);
  });
});
