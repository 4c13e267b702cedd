import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refuseByMaxSchema } from '../fakes/max/max-schema.ts';
import { lacksShared } from '../support/site/shared.ts';
import { attempt, pullAll } from './kit/drive.ts';
import { describeConnector } from './kit/suite.ts';
import { startMaxWorld } from './worlds/max.ts';

describeConnector('max', startMaxWorld, 60);

describe('max', () => {
  let world: Awaited<ReturnType<typeof startMaxWorld>>;
  beforeEach(async () => {
    world = await startMaxWorld();
  });
  afterEach(async () => {
    expect(world.server.schemaFaults).toEqual([]);
    await world.server.close();
  });
  const read = () => world.deliver().map(({ body }) => world.connector.door!.read(body, world.access));

  test('a post and its comments have one key: by their events and as they are read', async () => {
    const comment = world.comment(world.post('Ремонт дороги'), 'Когда починят?');
    world.comment(comment, 'И у нас');
    const events = read().map(({ key }) => key);
    const { readings } = await pullAll(world);
    expect(readings.map(({ key }) => key).toSorted()).toEqual(events.toSorted());
    expect(readings[0]!.facts[0]).toMatchObject({ post: { isOwn: true, reach: { views: 55 } } });
  });

  test('changes carry their moment, so that those that come shuffled are told apart', () => {
    const comment = world.comment(world.post('Ремонт дороги'), 'Дом 5');
    world.edit(comment, 'Дом 7');
    world.edit(comment, 'Дом 5');
    world.remove(comment);
    const [, born, ...changes] = read();
    expect(born!.facts[0]).toMatchObject({ isBirth: true, post: { editedAt: null } });
    const [first, second, gone] = changes.map(({ facts }) => facts[0]!);
    const moment = (fact: typeof first) => (fact?.fact === 'seen' ? fact.post.editedAt! : new Date(0));
    expect(moment(second).getTime()).toBeGreaterThan(moment(first).getTime());
    expect(gone).toMatchObject({ fact: 'gone', id: comment.id, at: expect.any(Date) });
    expect(new Set(changes.map(({ key }) => key)).size).toBe(3);
  });

  test('a comment whose event does not name its post is left to the reading of the post', async () => {
    const comment = world.comment(world.post('Ремонт дороги'), 'Когда починят?');
    const [, delivery] = world.deliver();
    const { message_id: _post, ...lame } = JSON.parse(delivery!.body);
    const reading = world.connector.door!.read(JSON.stringify(lame), world.access);
    expect(reading).toMatchObject({ facts: [], ignored: expect.stringContaining('без записи') });
    const { readings } = await pullAll(world);
    expect(JSON.stringify(readings)).toContain(comment.id);
  });

  test('what is written in another chat of the bot is not the page’s', () => {
    world.post('Ремонт дороги');
    const [delivery] = world.deliver();
    const other = { ...world.access, pageId: '-7002' };
    expect(world.connector.door!.read(delivery!.body, other)).toMatchObject({
      facts: [],
      ignored: 'Сообщение другого чата',
    });
  });

  test('the subscription is looked after: it stands, is renewed where it was forgotten', async () => {
    const keep = (address: string) => world.connector.door!.keep!(world.access, address);
    const address = 'https://gorod.example/api/networks/1/events';
    expect(await keep(address)).toBe('renewed');
    expect(await keep(address)).toBe('stands');
    expect(world.fake.state.subscriptions).toMatchObject([{ url: address, secret: 'max_webhook_secret' }]);
    world.fake.control.forget!({});
    expect(await keep(address)).toBe('renewed');
    world.fake.state.subscriptions[0]!.update_types = ['message_created'];
    expect(await keep(address)).toBe('renewed');
    for (const wrong of ['http://gorod.example/x', 'https://gorod.example:8443/x', 'x'])
      expect(await attempt(world, () => keep(wrong))).toMatchObject({ trouble: 'refused' });
  });

  test('without a secret events come by long polling, and every one once', async () => {
    const access = world.withSecret('');
    const start = await world.connector.pull!(access, '');
    world.message!('Во дворе темно');
    world.message!('И холодно');
    const next = await world.connector.pull!(access, start.cursor);
    expect(next.readings.flatMap(({ facts }) => facts)).toMatchObject([
      { post: { text: 'Во дворе темно', kind: 'message', threadId: 'talk:301' } },
      { post: { text: 'И холодно' } },
    ]);
    expect((await world.connector.pull!(access, next.cursor)).readings).toEqual([]);
  });

  test('comments are read page by page, and hidden by their own number', async () => {
    const post = world.post('Ремонт дороги');
    for (let at = 0; at < 230; at += 1) world.comment(post, `Поток ${at}`);
    for (const [at, message] of world.fake.state.messages.entries()) message.at += at;
    const { readings } = await pullAll(world);
    expect(new Set(readings.map(({ key }) => key)).size).toBe(231);
    const comment = world.comment(post, 'Грубость');
    expect(await attempt(world, () => world.connector.hide!(world.access, comment.id))).toEqual({
      done: undefined,
    });
    expect(world.fake.state.messages.at(-1)!.isRemoved).toBe(true);
    expect(await attempt(world, () => world.connector.hide!(world.access, comment.id))).toMatchObject({
      trouble: 'missing',
    });
    expect(await attempt(world, () => world.connector.hide!(world.access, post.id))).toMatchObject({
      trouble: 'missing',
    });
  });

  test('what the bot may not is said by name', async () => {
    world.fake.state.permissions = ['read_all_messages'];
    const tried = await world.connector.tryKeys(world.withSecret(''));
    expect(tried.filter(({ refusal }) => refusal !== null)).toEqual([
      { pageFunction: 'events', refusal: 'Без секрета подписки события не принимаются' },
      { pageFunction: 'reply', refusal: 'У бота нет права писать в канале' },
      { pageFunction: 'publish', refusal: 'У бота нет права писать в канале' },
      { pageFunction: 'remove', refusal: 'У бота нет права удалять' },
    ]);
  });
});

test.skipIf(lacksShared)('a message that lacks what the official schema requires is refused', () => {
  expect(refuseByMaxSchema('SimpleQueryResult', { success: true })).toBeNull();
  expect(refuseByMaxSchema('MessageList', { messages: [{ body: {} }] })).toMatch(/required/u);
  expect(refuseByMaxSchema('NewMessageBody', { text: 'Передали' })).toMatch(/required/u);
  expect(refuseByMaxSchema('NewMessageBody', { text: null, attachments: null, link: null })).toBeNull();
});
