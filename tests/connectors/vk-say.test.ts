import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVkConnector } from '../../server/connectors/vk/vk.ts';
import { findVkPlace, randomIdOf } from '../../server/connectors/vk/vk-say.ts';
import { serveFake } from '../fakes/kit/fake-server.ts';
import type { FakeVkMessage } from '../fakes/vk/vk-state.ts';
import { attempt } from './kit/drive.ts';
import { startVkWorld } from './worlds/vk.ts';

/** What `findSaid` takes for the page's own words, and what it does not: the stand-in's memory of repeats must not hide it. */

let world: Awaited<ReturnType<typeof startVkWorld>>;
beforeEach(async () => {
  world = await startVkWorld('callback');
});
afterEach(() => world.server.close());

const find = (utterance: Parameters<NonNullable<typeof world.connector.findSaid>>[1], since = new Date()) =>
  world.connector.findSaid!(world.access, utterance, since);

const putMessage = (said: Partial<FakeVkMessage>) => {
  const message: FakeVkMessage = {
    id: 900,
    number: 90,
    peer: 103,
    from: -7001,
    text: 'Передали',
    date: Math.floor(Date.now() / 1000),
    updated: 0,
    isOut: true,
    isRead: true,
    randomId: 0,
    ...said,
  };
  world.fake.state.messages.push(message);
};

test('a message is known by its own number, or by words and moment where it has none', async () => {
  const to = world.message!('Темно');
  const utterance = { id: 'u1', to, text: 'Передали' };
  expect(await find(utterance)).toBeNull();
  putMessage({ randomId: randomIdOf('another'), number: 91 });
  putMessage({ from: 103, isOut: false, number: 92 });
  putMessage({ text: 'Другое', number: 93 });
  putMessage({ date: Math.floor(Date.now() / 1000) - 3600, number: 94 });
  expect(await find(utterance)).toBeNull();
  putMessage({ number: 95 });
  expect(await find(utterance)).toEqual({ id: 'message:103_95', url: '' });
  putMessage({ randomId: randomIdOf('u1'), text: 'Поправлено рукой', number: 96 });
  expect(await find(utterance)).toEqual({ id: 'message:103_96', url: '' });
});

test('a comment is known at the end of a long branch, and not by the words of others', async () => {
  const head = world.comment(world.post('Ремонт'), 'Когда?');
  for (let at = 0; at < 130; at += 1) world.comment(head, 'Передали');
  const utterance = { id: 'u1', to: head, text: 'Передали' };
  expect(await find(utterance)).toBeNull();
  const spoken = await world.connector.say!(world.access, utterance);
  expect(await find(utterance)).toEqual(spoken);
  expect(await find(utterance, new Date(Date.now() + 3_600_000))).toBeNull();
  const [own] = world.fake.state.comments.filter(({ from }) => from === -7001);
  own!.text = '[id101|Пётр],  Передали ';
  expect(await find(utterance)).toEqual(spoken);
  expect(await find({ ...utterance, text: 'Другое' })).toBeNull();
  own!.isDeleted = true;
  expect(await find(utterance)).toBeNull();
});

test('an answer under a post and one under its comment are told apart', async () => {
  const post = world.post('Ремонт');
  const comment = world.comment(post, 'Когда?');
  await world.connector.say!(world.access, { id: 'u1', to: comment, text: 'Передали' });
  expect(await find({ id: 'u2', to: post, text: 'Передали' })).toBeNull();
  await world.connector.say!(world.access, { id: 'u2', to: post, text: 'Передали' });
  expect(await find({ id: 'u2', to: post, text: 'Передали' })).toMatchObject({ id: 'comment:-7001_1_4' });
});

test.each([
  ['wall-1_2', 'post', { owner: -1, post: 2, comment: null }],
  ['comment:-1_2_7', 'comment', { owner: -1, post: 2, comment: 7 }],
  ['message:5_1', 'message', { peer: 5 }],
] as const)('%s is a place', (id, kind, place) => {
  expect(findVkPlace({ id, kind, threadId: '', authorId: '' })).toEqual(place);
});

test.each([
  ['wall-1_2', 'comment'],
  ['comment:-1_2_7', 'post'],
  ['comment:-1_2_7', 'message'],
  ['message:5_1', 'comment'],
  ['message:5', 'message'],
  ['wall-1_2_7', 'comment'],
  ['wall-1_2_7', 'post'],
  ['comment:-1_2', 'post'],
  ['comment:-1_2', 'comment'],
  ['', 'post'],
] as const)('%s as a %s is none', (id, kind) => {
  expect(() => findVkPlace({ id, kind, threadId: '', authorId: '' })).toThrow('отвечать некуда');
});

test.each([
  [{ response: [] }, 'unknown'],
  [{ response: [{ peer_id: 103, message_id: 0, error: { code: 901 } }] }, 'rights'],
  [{ response: 5 }, 'unknown'],
  [{ error: { error_code: 14 } }, 'refused'],
  [{ error: { error_code: 10 } }, 'unknown'],
])('a message answered with %j is %s', async (body, trouble) => {
  const server = await serveFake({ answer: () => ({ body }), control: {} });
  const access = { ...world.access, baseUrl: server.url };
  const utterance = { id: 'u1', to: world.message!('Темно'), text: 'Передали' };
  expect(await attempt(world, () => createVkConnector().say!(access, utterance))).toMatchObject({ trouble });
  await server.close();
});

test('a post is not hidden', async () => {
  const hide = (id: string) => attempt(world, () => world.connector.hide!(world.access, id));
  expect(await hide('wall-7001_1')).toMatchObject({ trouble: 'missing' });
  expect(await hide('message:103_1')).toMatchObject({ trouble: 'missing' });
});
