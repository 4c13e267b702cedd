import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listQuestions } from '../../../shared/contract/pages/publications-questions.ts';
import { openPublicationDesk, type PublicationDesk } from '../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../tests/support/pages/register-desk.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { forgetPosts } from '../../monitoring/posts/index.ts';

/** What people asked under posts like a piece, before it comes out: without authors, and only while it is kept. */

let desk: PublicationDesk;
let server: PublicationDesk['server'];
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server } = desk);
  server.setNow(WEDNESDAY);
});
afterAll(() => server.close());

interface Said {
  thread: string;
  text: string;
  isOwn?: boolean;
  parent?: string | null;
  at?: string;
}

/** A post or a comment as it is kept; its number in the network and its id. */
async function say({ thread, text, isOwn = false, parent = thread, at = '2026-11-20T09:00:00Z' }: Said) {
  const id = randomUUID();
  const isHead = parent === null;
  const externalId = isHead ? thread : id;
  await server.app.services.database
    .insertInto('posts.post')
    .values({
      id,
      network: 'vk',
      page_id: desk.source.id,
      external_id: externalId,
      kind: isHead ? 'post' : 'comment',
      thread_key: thread,
      parent_key: parent,
      author_key: isOwn ? 'page' : 'stranger',
      author_name: isOwn ? 'Город' : 'Анна Пробная',
      is_own: isOwn,
      text,
      url: `https://network.example/${externalId}`,
      posted_at: at,
      captured_at: at,
    })
    .execute();
  return { id, externalId };
}

const HEAT = 'На улице Титова, 14 нет отопления: меняем насос в котельной.';
const asked = async (id: string, cookie = desk.editor) =>
  server.call(listQuestions, { params: { id } }, cookie);

test('questions under like posts come with the answer of the page and without whoever asked', async () => {
  await say({
    thread: 'heat',
    text: 'В доме на Титова, 14 нет отопления, батареи холодные.',
    isOwn: true,
    parent: null,
  });
  const when = await say({
    thread: 'heat',
    text: 'Когда дадут тепло? Иванова А. П., звоните 8 912 345-67-89',
  });
  await say({
    thread: 'heat',
    text: 'Тепло дали вечером.',
    isOwn: true,
    parent: when.externalId,
    at: '2026-11-20T10:00:00Z',
  });
  await say({ thread: 'heat', text: 'Спасибо!', at: '2026-11-20T11:00:00Z' });
  const silent = await say({ thread: 'heat', text: 'Почему снова?', at: '2026-11-20T12:00:00Z' });
  await say({
    thread: 'pit',
    text: 'На улице Титова, 14 заделали яму на дороге.',
    isOwn: true,
    parent: null,
  });
  await say({ thread: 'pit', text: 'А тротуар когда?' });
  const { id } = await desk.begin({ text: HEAT });
  const reply = await asked(id);
  expect(reply).toMatchObject({ mayRead: true, topic: expect.any(String) });
  expect(reply.questions.map(({ text, answer }) => [text.slice(0, 17), answer?.text ?? null])).toEqual([
    ['Почему снова?', null],
    ['Когда дадут тепло', 'Тепло дали вечером.'],
  ]);
  expect(JSON.stringify(reply)).not.toMatch(/Анна|Иванова|345-67/u);

  await asSystem(server, (ctx) => forgetPosts(ctx, [silent.id], 'Срок вышел'));
  expect((await asked(id)).questions).toHaveLength(1);
});

test('who may not read the networks is shown none; of a text of no known topic nothing is said', async () => {
  const { id } = await desk.begin({ text: HEAT });
  const member = await signInAs(server, 'member', { slug: 'questions-member' });
  expect(await asked(id, member)).toMatchObject({ mayRead: false, questions: [], templates: [] });
  const vague = await desk.begin({ text: 'Доброе утро, город!' });
  expect(await asked(vague.id)).toMatchObject({ questions: [] });
});
