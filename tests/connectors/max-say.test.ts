import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMaxClient } from '../../server/connectors/max/max-client.ts';
import { findMaxSaid, hideMax, sayMax } from '../../server/connectors/max/max-say.ts';
import { serveFake } from '../fakes/kit/fake-server.ts';
import type { FakeMaxMessage } from '../fakes/max/max-state.ts';
import { createTestTime } from './kit/world.ts';
import { startMaxWorld } from './worlds/max.ts';

/** What is taken for the bot's own words, and what is not. */

const client = createMaxClient(createTestTime().tuning);
let world: Awaited<ReturnType<typeof startMaxWorld>>;
beforeEach(async () => {
  world = await startMaxWorld();
});
afterEach(() => world.server.close());

const put = (said: Partial<FakeMaxMessage>) => {
  const base = { mid: 'mid.x', seq: 900, from: world.fake.state.bot, text: 'Передали', at: Date.now() };
  const message = {
    ...base,
    post: null,
    chat: world.fake.state.channel,
    answered: null,
    pictures: [],
    isRemoved: false,
    ...said,
  };
  world.fake.state.messages.push(message);
};

test('a comment: by the bot, with these words, to this comment, since then', async () => {
  const post = world.post('Ремонт');
  const [to, other] = [world.comment(post, 'Когда?'), world.comment(post, 'И нам!')];
  const mid = (id: string) => id.split(':')[2]!;
  const utterance = { id: 'u', to, text: ' Передали  вам' };
  const find = () => findMaxSaid(client, world.access, utterance, new Date());
  const own = { post: post.id, answered: mid(to.id), text: 'Передали вам ' };
  put({ ...own, mid: 'mid.a', from: 201 });
  put({ ...own, mid: 'mid.b', text: 'Другое' });
  put({ ...own, mid: 'mid.c', answered: mid(other.id) });
  put({ ...own, mid: 'mid.d', answered: null });
  put({ ...own, mid: 'mid.e', at: Date.now() - 3_600_000 });
  expect(await find()).toBeNull();
  put({ ...own, mid: 'mid.f', at: Date.now() - 300_000 });
  expect(await find()).toEqual({ id: `comment:${post.id}:mid.f`, url: '' });
  const spoken = await sayMax(client, world.access, utterance);
  expect(world.fake.state.messages.at(-1)).toMatchObject({ post: post.id, answered: mid(to.id) });
  expect(spoken.id).toBe(`comment:${post.id}:${world.fake.state.messages.at(-1)!.mid}`);
});

test('under a post nothing is answered, in a talk the message is', async () => {
  const post = world.post('Ремонт');
  const talk = world.message!('Темно');
  const said = { id: 'u', text: 'Передали' };
  await sayMax(client, world.access, { ...said, to: post });
  expect(world.fake.state.messages.at(-1)).toMatchObject({ post: post.id, answered: null });
  expect(await findMaxSaid(client, world.access, { ...said, to: talk }, new Date())).toBeNull();
  const spoken = await sayMax(client, world.access, { ...said, to: talk });
  expect(world.fake.state.messages.at(-1)).toMatchObject({ post: null, chat: 301, answered: talk.id });
  expect(await findMaxSaid(client, world.access, { ...said, to: talk }, new Date())).toEqual(spoken);
  for (const to of [post, talk]) {
    world.server.faults.push({ kind: 'cut', isAfter: true });
    await expect(sayMax(client, world.access, { ...said, to })).rejects.toMatchObject({ trouble: 'unknown' });
  }
});

test('what is no place is not spoken at', async () => {
  const post = world.post('Ремонт');
  const comment = world.comment(post, 'Когда?');
  const talk = world.message!('Темно');
  for (const to of [
    { ...comment, kind: 'post' as const },
    { ...post, kind: 'comment' as const },
    { ...talk, threadId: 'talk:x' },
    { ...post, id: '' },
    { ...talk, kind: 'article' as const },
  ])
    await expect(sayMax(client, world.access, { id: 'u', to, text: 'Передали' })).rejects.toMatchObject({
      trouble: 'missing',
    });
  await expect(hideMax(client, world.access, post.id)).rejects.toMatchObject({ trouble: 'missing' });
});

test('a comment is hidden by its own number; a refusal is told with its code, a cut leaves it unknown', async () => {
  const comment = world.comment(world.post('Ремонт'), 'Грубость');
  world.server.faults.push({ kind: 'cut' });
  await expect(hideMax(client, world.access, comment.id)).rejects.toMatchObject({ trouble: 'unknown' });
  await hideMax(client, world.access, comment.id);
  expect(world.fake.state.messages.at(-1)!.isRemoved).toBe(true);
  const bodies = [{ success: false, code: 'no.rights' }, { success: false }];
  const server = await serveFake({ answer: () => ({ body: bodies.shift() }), control: {} });
  const access = { ...world.access, baseUrl: server.url };
  await expect(hideMax(client, access, comment.id)).rejects.toThrow('MAX: комментарий не удалён (no.rights)');
  await expect(hideMax(client, access, comment.id)).rejects.toThrow(/комментарий не удалён$/u);
  await server.close();
});
