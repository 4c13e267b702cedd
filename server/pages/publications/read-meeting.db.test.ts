import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMeeting } from '../../../shared/contract/pages/publications-met.ts';
import { openPublicationDesk, type PublicationDesk } from '../../../tests/support/pages/publication-desk.ts';

let desk: PublicationDesk;
beforeAll(async () => {
  desk = await openPublicationDesk();
});
afterAll(() => desk.server.close());

/** What whoever keeps posts has read: a post of ours or what stands under it. */
const addPost = (given: {
  key: string;
  thread: string;
  text: string;
  url?: string;
  views?: number;
  isOwn?: boolean;
}) =>
  desk.server.app.pool.query(
    `INSERT INTO posts.post (id, network, external_id, kind, thread_key, author_key, author_name, is_own, text, url, posted_at, captured_at, views, comments)
     VALUES (gen_random_uuid(), 'vk', $1, $2, $3, 'a', 'А', $4, $5, $6, now(), now(), $7, $8)`,
    [
      given.key,
      given.url ? 'post' : 'comment',
      given.thread,
      given.isOwn ?? false,
      given.text,
      given.url ?? '',
      given.views ?? null,
      given.url ? 3 : null,
    ],
  );

const meetingOf = async (id: string) =>
  (await desk.server.call(readMeeting, { params: { id } }, desk.editor)).pages;

test('is told of what came out and was read: figures of the network, and how many were angry or thanked', async () => {
  const planned = await desk.agreed({ text: 'Открыли сквер у школы' });
  expect(await meetingOf(planned.id)).toEqual([]);
  await desk.come();
  const [variant] = (await desk.read(planned.id)).variants;
  expect(await meetingOf(planned.id)).toEqual([{ variantId: variant!.id, met: null }]);

  const thread = 'wall-7_1';
  await addPost({
    key: thread,
    thread,
    text: 'Открыли сквер у школы',
    url: variant!.url,
    views: 1240,
    isOwn: true,
  });
  await addPost({ key: 'c-1', thread, text: 'Спасибо большое, сделали быстро' });
  await addPost({ key: 'c-2', thread, text: 'Позор! Опять деньги закопали, сколько можно издеваться' });
  await addPost({ key: 'c-3', thread, text: 'А лавочки будут?' });
  await addPost({ key: 'c-4', thread, text: 'Поставим в июне', isOwn: true });
  await addPost({ key: 'c-5', thread: 'wall-7_2', text: 'Спасибо за другое' });
  const [met] = await meetingOf(planned.id);
  expect(met?.met).toEqual({
    views: 1240,
    likes: null,
    shares: null,
    comments: 3,
    read: 3,
    angry: 1,
    thanks: 1,
  });

  // What a term has let go counts no more.
  await desk.server.app.pool.query(
    "UPDATE posts.post SET forgotten_at = now(), text = '', author_key = '', author_name = '' WHERE external_id = 'c-2'",
  );
  expect((await meetingOf(planned.id))[0]?.met).toMatchObject({ read: 2, angry: 0, thanks: 1 });
});

test('is asked of a piece there is', async () => {
  const problem = await desk.server.fail(
    readMeeting,
    { params: { id: '0198f0e5-0000-7000-8000-000000000000' } },
    desk.editor,
  );
  expect(problem.code).toBe('lib.not-found');
});
