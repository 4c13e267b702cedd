import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOkClient } from '../../server/connectors/ok/ok-client.ts';
import { findOkSaid, hideOk, sayOk } from '../../server/connectors/ok/ok-say.ts';
import { serveFake } from '../fakes/kit/fake-server.ts';
import type { FakeOkComment, FakeOkMessage } from '../fakes/ok/ok-state.ts';
import { createTestTime, type Place } from './kit/world.ts';
import { startOkWorld } from './worlds/ok.ts';

/** What is taken for the group's own words, and what is not. */

const client = createOkClient(createTestTime().tuning);
let world: Awaited<ReturnType<typeof startOkWorld>>;
beforeEach(async () => {
  world = await startOkWorld();
});
afterEach(() => world.server.close());

const last = (id: string): string => id.split(':').at(-1)!;
const find = (to: Place) =>
  findOkSaid(client, world.access, { id: 'u', to, text: ' Передали  вам' }, new Date());

test('a comment: by the group, with these words, to this comment, since then', async () => {
  const post = world.post('Ремонт');
  const [to, other] = [world.comment(post, 'Когда?'), world.comment(post, 'И нам!')];
  const put = (said: Partial<FakeOkComment>) =>
    world.fake.state.comments.push({
      id: '1',
      topic: last(post.id),
      author: world.fake.state.group,
      text: 'Передали вам ',
      at: Date.now(),
      replyTo: last(to.id),
      isRemoved: false,
      ...said,
    });
  put({ id: '11', author: '501' });
  put({ id: '12', text: 'Другое' });
  put({ id: '13', replyTo: last(other.id) });
  put({ id: '14', replyTo: null });
  put({ id: '15', at: Date.now() - 3_600_000 });
  expect(await find(to)).toBeNull();
  expect(await find(post)).toMatchObject({ id: `comment:${last(post.id)}:14` });
  put({ id: '16', at: Date.now() - 300_000 });
  const found = await find(to);
  expect(found?.id).toBe(`comment:${last(post.id)}:16`);
  expect(found?.url).toBe(`https://ok.ru/group/57001/topic/${last(post.id)}`);
});

test('a message: by the group, with these words, since then', async () => {
  const to = world.message!('Темно');
  const put = (said: Partial<FakeOkMessage>) =>
    world.fake.state.messages.push({
      mid: 'mid:1',
      seq: 1,
      chat: 'chat:C3a',
      sender: 'group:57001',
      text: 'Передали вам',
      at: Date.now(),
      ...said,
    });
  put({ mid: 'mid:2', sender: 'user:502' });
  put({ mid: 'mid:3', text: 'Другое' });
  put({ mid: 'mid:4', at: Date.now() - 3_600_000 });
  expect(await find(to)).toBeNull();
  put({ mid: 'mid:5' });
  expect(await find(to)).toEqual({ id: 'mid:5', url: '' });
});

test('each is said where it belongs', async () => {
  const post = world.post('Ремонт');
  const comment = world.comment(post, 'Когда?');
  const talk = world.message!('Темно');
  const say = (to: Place) => sayOk(client, world.access, { id: 'u', to, text: 'Передали' });
  await say(post);
  expect(world.fake.state.comments.at(-1)).toMatchObject({ author: '57001', replyTo: null });
  await say(comment);
  expect(world.fake.state.comments.at(-1)).toMatchObject({ author: '57001', replyTo: last(comment.id) });
  const spoken = await say(talk);
  expect(world.fake.state.messages.at(-1)).toMatchObject({ mid: spoken.id, chat: 'chat:C3a' });
  for (const to of [
    { ...comment, kind: 'post' as const },
    { ...post, kind: 'comment' as const },
    { ...talk, threadId: 'talk:x' },
    { ...talk, kind: 'article' as const },
  ])
    await expect(say(to)).rejects.toMatchObject({ trouble: 'missing' });
  for (const to of [comment, talk]) {
    world.server.faults.push({ kind: 'cut', isAfter: true });
    await expect(say(to)).rejects.toMatchObject({ trouble: 'unknown' });
  }
});

test('a comment is hidden by its own number, once', async () => {
  const post = world.post('Ремонт');
  const comment = world.comment(post, 'Грубость');
  await expect(hideOk(client, world.access, post.id)).rejects.toMatchObject({ trouble: 'missing' });
  world.server.faults.push({ kind: 'cut' });
  await expect(hideOk(client, world.access, comment.id)).rejects.toMatchObject({ trouble: 'unknown' });
  await hideOk(client, world.access, comment.id);
  expect(world.fake.state.comments[0]!.isRemoved).toBe(true);
  const bodies = [true, false, { success: false }];
  const server = await serveFake({ answer: () => ({ body: bodies.shift() }), control: {} });
  const access = { ...world.access, baseUrl: server.url };
  await hideOk(client, access, comment.id);
  for (let at = 0; at < 2; at += 1)
    await expect(hideOk(client, access, comment.id)).rejects.toMatchObject({ trouble: 'unknown' });
  await server.close();
});
