import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NetworkReading } from '../../server/base/networks/index.ts';
import { createVkConnector } from '../../server/connectors/vk/vk.ts';
import { explainVkError } from '../../server/connectors/vk/vk-errors.ts';
import { randomIdOf } from '../../server/connectors/vk/vk-say.ts';
import { startVkFake } from '../fakes/vk/vk-fake.ts';
import { fakeVkMethods } from '../fakes/vk/vk-methods.ts';
import { refuseByVkSchema } from '../fakes/vk/vk-schema.ts';
import { lacksShared, sharedData } from '../support/site/shared.ts';
import { attempt, pullAll } from './kit/drive.ts';
import { describeConnector } from './kit/suite.ts';
import { startVkWorld } from './worlds/vk.ts';

describeConnector('vk, events by the Callback API', () => startVkWorld('callback'), 60);
describeConnector('vk, events by Long Poll', () => startVkWorld('poll'), 60);

const keysOf = (readings: readonly NetworkReading[]): string[] => readings.map(({ key }) => key).toSorted();

describe('vk', () => {
  let world: Awaited<ReturnType<typeof startVkWorld>>;
  beforeEach(async () => {
    world = await startVkWorld('callback');
  });
  afterEach(async () => {
    expect(world.server.schemaFaults).toEqual([]);
    await world.server.close();
  });
  const read = () => world.deliver().map(({ body }) => world.connector.door!.read(body, world.access));
  const polled = () => ({ ...world.access, keys: { ...world.access.keys, secret: '' } });

  test('a comment has one key: by its event, by Long Poll and on the wall', async () => {
    const poll = await world.connector.pull!(polled(), '');
    const post = world.post('Ремонт дороги');
    const comment = world.comment(post, 'Когда починят?');
    world.comment(comment, 'И у нас [club7001|Город], у дома 5');
    const events = read();
    const longPoll = await world.connector.pull!(polled(), poll.cursor);
    const wall = await pullAll(world);
    expect(keysOf(longPoll.readings)).toEqual(keysOf(events));
    expect(keysOf(wall.readings)).toEqual(keysOf(events));
    const texts = events.flatMap(({ facts }) => facts.map((fact) => fact.fact === 'seen' && fact.post.text));
    expect(texts).toEqual(['Ремонт дороги', 'Когда починят?', 'И у нас Город, у дома 5']);
  });

  test('a change is known by its number: a look that comes back is not lost', () => {
    const comment = world.comment(world.post('Ремонт дороги'), 'Дом 5');
    world.edit(comment, 'Дом 7');
    world.edit(comment, 'Дом 5');
    world.remove(comment);
    world.fake.control['restore-comment']!({ id: Number(/\d+$/u.exec(comment.id)) });
    world.remove(comment);
    const readings = read();
    expect(new Set(keysOf(readings)).size).toBe(readings.length);
    expect(readings.slice(1).map(({ facts }) => facts.map(({ fact }) => fact))).toEqual([
      ['seen'],
      ['seen'],
      ['seen'],
      ['gone'],
      ['restored', 'seen'],
      ['gone'],
    ]);
    expect(readings[1]!.facts[0]).toMatchObject({ isBirth: true });
    expect(readings[2]!.facts[0]).toMatchObject({ isBirth: false });
  });

  test('the secret is no evidence, and the confirmation is answered', () => {
    world.post('Ремонт дороги');
    const [delivery] = world.deliver();
    expect(world.connector.door!.read(delivery!.body, world.access).raw).not.toContain('vk-callback-secret');
    expect(world.connector.door!.reply(delivery!.body, world.access)).toMatchObject({ body: 'ok' });
    const confirmation = JSON.stringify({
      type: 'confirmation',
      group_id: 7001,
      secret: 'vk-callback-secret',
    });
    expect(world.connector.door!.reply(confirmation, world.access)).toMatchObject({ body: 'c0nf1rm' });
    expect(world.connector.door!.read(confirmation, world.access)).toMatchObject({ facts: [] });
    const other = JSON.stringify({ type: 'confirmation', group_id: 7002, secret: 'vk-callback-secret' });
    const asked = { params: {}, headers: {}, body: other, ip: '1.2.3.4' };
    expect(world.connector.door!.verify(asked, world.access)).toBe(false);
  });

  test('Long Poll: a key that ran out, a part that is lost, a session nobody knows', async () => {
    const { state } = world.fake;
    const start = await world.connector.pull!(polled(), '');
    world.message!('Во дворе темно');
    state.pollKey = 'poll-key-2';
    const renewed = await world.connector.pull!(polled(), start.cursor);
    expect(renewed.readings).toEqual([]);
    const [first] = (await world.connector.pull!(polled(), renewed.cursor)).readings;
    expect(first!.facts[0]).toMatchObject({ post: { text: 'Во дворе темно', kind: 'message' } });
    // The network forgot what happened meanwhile: unread messages are asked for.
    state.forgotten = state.events.length;
    const lost = await world.connector.pull!(polled(), start.cursor.replace('poll-key-1', 'poll-key-2'));
    expect(keysOf(lost.readings)).toEqual([first!.key]);
    const unknown = start.cursor.replace('poll-key-1', 'poll-key-2').replace('"ts":"0"', '"ts":"99"');
    expect(keysOf((await world.connector.pull!(polled(), unknown)).readings)).toEqual([first!.key]);
  });

  test('of however many talks nobody has read no message is lost', async () => {
    const page = await startVkWorld('poll');
    const { cursor } = await pullAll(page);
    const { state, control } = page.fake;
    for (let peer = 1000; peer < 1120; peer += 1)
      for (const text of ['Во дворе темно', 'Второй день'])
        control['add-message']!({ text: `${text} ${peer}`, from: peer });
    state.forgotten = state.events.length;
    const { readings } = await pullAll(page, cursor);
    expect(new Set(keysOf(readings)).size).toBe(240);
    await page.server.close();
  });

  test('pages and branches are read down to what is known', async () => {
    const post = world.post('Ремонт дороги');
    const head = world.comment(post, 'Начало');
    for (let at = 0; at < 25; at += 1) world.comment(head, `Ветвь ${at}`);
    const { readings, cursor } = await pullAll(world);
    expect(readings).toHaveLength(27);
    for (let at = 0; at < 230; at += 1) world.comment(post, `Поток ${at}`);
    const next = await pullAll(world, cursor);
    const known = new Set(keysOf(readings));
    expect(new Set(keysOf(next.readings).filter((key) => !known.has(key))).size).toBe(230);
  });

  test('comments that are closed cost those of other posts nothing', async () => {
    const [closed, open] = [world.post('Закрытая'), world.post('Открытая')];
    world.comment(closed, 'Никто не прочтёт');
    const comment = world.comment(open, 'Прочтут');
    world.fake.state.closed.add(1);
    const { readings } = await pullAll(world);
    expect(
      readings.flatMap(({ facts }) => facts.map((fact) => fact.fact === 'seen' && fact.post.id)),
    ).toContain(comment.id);
    expect(readings.flatMap(({ ignored }) => ignored ?? [])).toEqual([
      'ВКонтакте: комментарии закрыты (ошибка 212)',
    ]);
  });

  test('each key does its own: what another may not is said by name', async () => {
    const comment = world.comment(world.post('Ремонт дороги'), 'Грубость');
    const only = (...names: string[]) => ({
      ...world.access,
      keys: Object.fromEntries(names.map((name) => [name, world.access.keys[name] ?? ''])),
    });
    const { connector } = world;
    const refusals = async (...names: string[]) =>
      (await connector.tryKeys(only(...names))).filter(({ refusal }) => refusal === null);
    expect((await refusals('community')).map((one) => one.pageFunction)).toEqual([
      'events',
      'messages',
      'reply',
    ]);
    expect((await refusals('service')).map((one) => one.pageFunction)).toEqual(['posts', 'comments']);
    expect((await refusals('user')).map((one) => one.pageFunction)).toEqual([
      ...['posts', 'comments', 'reply', 'publish', 'remove', 'figures'],
    ]);
    const hide = (...names: string[]) => attempt(world, () => connector.hide!(only(...names), comment.id));
    expect(await hide('community', 'service')).toMatchObject({
      failure: { message: 'ВКонтакте: нужен ключ администратора' },
    });
    expect(await hide('user')).toEqual({ done: undefined });
    expect(world.fake.state.comments[0]!.isDeleted).toBe(true);
    expect(await hide('user')).toMatchObject({ trouble: 'missing' });
    const restore = (...names: string[]) =>
      attempt(world, () => connector.restore!(only(...names), comment.id));
    expect(await restore('community', 'service')).toMatchObject({ trouble: 'key' });
    expect(await restore('user')).toEqual({ done: undefined });
    expect(world.fake.state.comments[0]!.isDeleted).toBe(false);
    expect(await restore('user')).toMatchObject({
      failure: { message: 'ВКонтакте: комментарий не удалён: возвращать нечего (ошибка 243)' },
    });
    // A key of the wrong kind is the network's own refusal.
    const swapped = { ...world.access, keys: { user: 'vk-community-token' } };
    expect(await attempt(world, () => connector.pull!(swapped, ''))).toMatchObject({
      trouble: 'key',
      failure: { message: 'ВКонтакте: ключ сообщества не действует (ошибка 27)' },
    });
    // A wall that is closed to the service key is read by the administrator's.
    world.fake.state.tokens.delete('vk-service-token');
    expect((await pullAll(world)).readings.length).toBeGreaterThan(0);
  });

  test('a person may be written to alone, a community and nobody may not', async () => {
    const { talkTo, say } = world.connector;
    expect(['-7001', '', '0', 'x'].map((id) => talkTo!(id))).toEqual([null, null, null, null]);
    world.message!('Темно');
    const to = talkTo!('103')!;
    await say!(world.access, { id: 'notice', to, text: 'Комментарий убран по правилу 1' });
    expect(world.said()).toEqual(['Комментарий убран по правилу 1']);
    const closed = talkTo!('101')!;
    expect(
      await attempt(world, () => say!(world.access, { id: 'other', to: closed, text: 'Убран' })),
    ).toMatchObject({ trouble: 'rights' });
  });

  test('names are asked for, of people and of communities', async () => {
    const names = await world.connector.nameAuthors!(world.access, ['101', '-7001', '999', 'x']);
    expect(Object.fromEntries(names)).toEqual({ '101': 'Пётр Рябинов', '-7001': 'Город на связи' });
  });

  test('the same utterance is one comment and one message, however often it is sent', async () => {
    const to = world.comment(world.post('Ремонт дороги'), 'Когда?');
    const talk = world.message!('Темно');
    for (const place of [to, to, talk, talk])
      await world.connector.say!(world.access, { id: `id-of-${place.kind}`, to: place, text: 'Передали' });
    expect(world.said()).toEqual(['Передали', 'Передали']);
    expect(randomIdOf('a')).toBe(randomIdOf('a'));
    expect(randomIdOf('a')).not.toBe(randomIdOf('b'));
    const nowhere = { id: '1', to: { ...to, id: 'max:1' }, text: 'Передали' };
    expect(await attempt(world, () => world.connector.say!(world.access, nowhere))).toMatchObject({
      trouble: 'missing',
    });
  });
});

test('three requests a second of a user, whoever makes them: the network refuses none', async () => {
  const fake = await startVkFake();
  const connector = createVkConnector();
  const access = {
    pageId: '7001',
    keys: { user: 'vk-user-token' },
    baseUrl: fake.server.url,
    mayBePrivate: true,
  };
  fake.control['add-post']!({ text: 'Запись' });
  const pulls = await Promise.all(Array.from({ length: 5 }, () => connector.pull!(access, '')));
  expect(pulls.map(({ readings }) => readings.length)).toEqual([1, 1, 1, 1, 1]);
  // Whoever keeps to no pace is refused.
  const hasty = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const body = new URLSearchParams({ v: '5.199', access_token: 'vk-user-token' });
      const reply = await fetch(`${fake.server.url}/method/users.get`, { method: 'POST', body });
      return reply.text();
    }),
  );
  expect(hasty.filter((text) => text.includes('"error_code":6')).length).toBeGreaterThan(0);
  await fake.server.close();
});

test('what may have been done half-way is unknown where something was said', () => {
  expect(explainVkError(10, true).trouble).toBe('unknown');
  expect(explainVkError(10, false).trouble).toBe('later');
  expect(explainVkError(6, true)).toMatchObject({ trouble: 'later', retryAfter: 1000 });
  expect(explainVkError(14, true).trouble).toBe('refused');
  expect(explainVkError(424_242, true).trouble).toBe('refused');
});

describe.skipIf(lacksShared)('the fake is that of the official schema', () => {
  const official = (file: string) => JSON.parse(readFileSync(sharedData(`api-schemas/vk/${file}`), 'utf8'));

  test('each method takes the kinds of key it is said to take', () => {
    const { methods } = official('methods.json') as {
      methods: { name: string; access_token_type: string[] }[];
    };
    for (const [name, { tokens }] of Object.entries(fakeVkMethods)) {
      const kinds = methods.find((method) => method.name === name)?.access_token_type;
      const own = tokens.map((token) => (token === 'community' ? 'group' : token));
      expect([name, ...own.toSorted()]).toEqual([name, ...(kinds ?? []).toSorted()]);
    }
  });

  test('a reply that lacks what is required is refused', () => {
    const reference = 'responses.json#/definitions/wall_get_extended_response';
    expect(
      refuseByVkSchema(reference, { response: { count: 0, items: [], profiles: [], groups: [] } }),
    ).toBeNull();
    expect(refuseByVkSchema(reference, { response: { count: 0, items: [] } })).toMatch(/required/u);
    expect(refuseByVkSchema('responses.json#/definitions/no_such', {})).toMatch(/no definition/u);
  });

  test('errors with words of their own are errors of the API', () => {
    const { errors } = official('errors.json') as { errors: Record<string, { code?: number }> };
    const codes = new Set(Object.values(errors).map(({ code }) => code));
    const named = Array.from({ length: 4000 }, (_, code) => code).filter(
      (code) => !explainVkError(code, false).message.includes('отказ'),
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((code) => !codes.has(code))).toEqual([]);
  });
});
