import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { explainOkError } from '../../server/connectors/ok/ok-errors.ts';
import { readOkMoment } from '../../server/connectors/ok/ok-seen.ts';
import { attempt, pullAll } from './kit/drive.ts';
import { describeConnector } from './kit/suite.ts';
import { startOkWorld } from './worlds/ok.ts';

describeConnector('ok', startOkWorld, 60);

describe('ok', () => {
  let world: Awaited<ReturnType<typeof startOkWorld>>;
  beforeEach(async () => {
    world = await startOkWorld();
  });
  afterEach(() => world.server.close());

  test('comments are read back to what is known, an edit among the newest with them', async () => {
    const post = world.post('Ремонт дороги');
    const first = world.comment(post, 'Дом 5');
    const { cursor, readings } = await pullAll(world);
    expect(readings.map(({ facts }) => facts[0])).toMatchObject([
      { post: { id: post.id, isOwn: true, reach: { likes: 4, shares: 1, comments: 1 } } },
      { post: { id: first.id, authorName: 'Пётр Рябинов', parentId: post.id } },
    ]);
    for (let at = 0; at < 230; at += 1) world.comment(post, `Поток ${at}`);
    const next = await pullAll(world, cursor);
    expect(new Set(next.readings.map(({ key }) => key)).size).toBe(232);
    const last = world.comment(first, 'И у нас');
    world.edit(last, 'И у нас, дом 7');
    const again = await pullAll(world, next.cursor);
    expect(JSON.stringify(again.readings)).toContain('И у нас, дом 7');
    // The newest page alone: what is known is on it.
    expect(again.readings.length).toBe(101);
  });

  test('messages of another net or with a short secret are refused', () => {
    world.message!('Во дворе темно');
    const [delivery] = world.deliver();
    const { door } = world.connector;
    const real = { ...world.access, baseUrl: '' };
    expect(door!.verify(delivery!, real)).toBe(true);
    expect(door!.verify({ ...delivery!, ip: '::ffff:217.20.153.63' }, real)).toBe(true);
    for (const ip of ['217.20.145.191', '217.20.145.208', '127.0.0.1', '::1', ''])
      expect(door!.verify({ ...delivery!, ip }, real)).toBe(false);
    const short = { ...real, keys: { ...real.keys, secret: 'short' } };
    expect(door!.verify({ ...delivery!, params: { secret: 'short' } }, short)).toBe(false);
  });

  test('what is no new message is kept and not read', () => {
    const event = { webhookType: 'CHAT_SYSTEM', recipient: { chat_id: 'chat:C3a' }, timestamp: 1 };
    expect(world.connector.door!.read(JSON.stringify(event), world.access)).toMatchObject({
      facts: [],
      ignored: 'Событие «CHAT_SYSTEM»: сообщений в нём нет',
    });
  });

  test('the subscription is looked after, to an address the door knows by its secret', async () => {
    const { connector, access, fake } = world;
    const address = 'https://gorod.example/api/networks/x/events';
    const keep = (keys: Record<string, string> = {}) =>
      connector.door!.keep!({ ...access, keys: { ...access.keys, ...keys } }, address);
    expect(await keep()).toBe('renewed');
    expect(fake.state.subscriptions).toEqual([`${address}/${access.keys.secret}`]);
    expect(await keep()).toBe('stands');
    fake.control.forget!({});
    expect(await keep()).toBe('renewed');
    expect(await keep({ secret: 'another-secret-of-ours' })).toBe('renewed');
    await expect(keep({ secret: 'short' })).rejects.toMatchObject({ trouble: 'key' });
  });

  test('each key does its own, and a signature that does not hold is said by name', async () => {
    const comment = world.comment(world.post('Ремонт дороги'), 'Грубость');
    const { connector, access } = world;
    const wrong = { ...access, keys: { ...access.keys, applicationSecret: 'x' } };
    expect(await attempt(world, () => connector.pull!(wrong, ''))).toMatchObject({
      trouble: 'key',
      failure: { message: expect.stringContaining('подпись не сошлась') },
    });
    // A group's token is no session, and a session no group's token.
    const { token = '', groupToken = '' } = access.keys;
    const swapped = { ...access, keys: { ...access.keys, token: groupToken, groupToken: token } };
    expect(await attempt(world, () => connector.pull!(swapped, ''))).toMatchObject({ trouble: 'key' });
    const talk = { id: 'u', to: world.message!('Темно'), text: 'Передали' };
    expect(await attempt(world, () => connector.say!(swapped, talk))).toMatchObject({ trouble: 'key' });
    world.fake.state.rights = ['VALUABLE_ACCESS'];
    const refusals = (await connector.tryKeys(access)).filter(({ refusal }) => refusal !== null);
    expect(refusals.map((one) => one.pageFunction)).toEqual(['reply', 'publish', 'remove']);
    const hide = () => attempt(world, () => connector.hide!(access, comment.id));
    expect(await hide()).toMatchObject({ trouble: 'rights' });
    world.fake.state.rights = ['GROUP_CONTENT'];
    expect(await hide()).toEqual({ done: undefined });
    expect(await hide()).toMatchObject({ trouble: 'missing' });
    expect(world.fake.state.comments[0]!.isRemoved).toBe(true);
  });
});

test('a moment told in figures alone is Moscow’s', () => {
  expect(readOkMoment({ date: '2026-11-30 12:00:00' })?.toISOString()).toBe('2026-11-30T09:00:00.000Z');
  expect(readOkMoment({ created_ms: 5, date: null })?.getTime()).toBe(5);
  expect(readOkMoment({ date: 'вчера' })).toBeNull();
});

test('what may have been done half-way is unknown where something was said', () => {
  for (const code of [1, 2, 9999]) {
    expect(explainOkError(code, true).trouble).toBe('unknown');
    expect(explainOkError(code, false).trouble).toBe('later');
  }
  expect(explainOkError(454, true).trouble).toBe('refused');
});
