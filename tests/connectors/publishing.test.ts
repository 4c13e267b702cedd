import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createVkConnector } from '../../server/connectors/vk/vk.ts';
import { serveFake } from '../fakes/kit/fake-server.ts';
import { attempt } from './kit/drive.ts';
import { describePublishing } from './kit/publishing-suite.ts';
import { createTestTime } from './kit/world.ts';
import { startMaxWorld } from './worlds/max.ts';
import { startOkWorld } from './worlds/ok.ts';
import { startVkWorld } from './worlds/vk.ts';

describePublishing('vk', () => startVkWorld('callback'));
describePublishing('ok', () => startOkWorld());
describePublishing('max', () => startMaxWorld());

const picture = { bytes: Buffer.from('jpeg'), alt: '' };
const post = { id: 'guid-1', text: 'Открыли мост', pictures: [] };

describe('vk', () => {
  let world: Awaited<ReturnType<typeof startVkWorld>>;
  beforeEach(async () => {
    world = await startVkWorld('callback');
  });
  afterEach(() => world.server.close());

  test('takes a post once by its own id', async () => {
    const { publish } = world.connector.publishing!;
    const first = await publish(world.access, post);
    expect(await publish(world.access, post)).toEqual(first);
    expect(world.posts()).toHaveLength(1);
    const form = new URLSearchParams(world.server.calls[0]!.body);
    expect(Object.fromEntries(form)).toMatchObject({ owner_id: '-7001', from_group: '1', guid: 'guid-1' });
  });

  test('publishes by an administrator’s key alone, and looks by the service key where there is one', async () => {
    const { publish, look } = world.connector.publishing!;
    const { user: _, ...others } = world.access.keys;
    const access = { ...world.access, keys: others };
    expect(await attempt(world, () => publish(access, post))).toMatchObject({
      trouble: 'key',
      failure: { message: 'ВКонтакте: нужен ключ администратора' },
    });
    const { id } = await publish(world.access, post);
    expect(await look(access, id)).toEqual({ text: post.text });
    await expect(look(access, 'wall-1_1')).rejects.toMatchObject({ trouble: 'missing' });
  });

  test('tells a page without an editor from one whose key is dead', async () => {
    world.fake.state.adminLevel = 1;
    const { publish } = world.connector.publishing!;
    expect(await attempt(world, () => publish(world.access, post))).toMatchObject({ trouble: 'rights' });
    const tried = await world.connector.tryKeys(world.access);
    expect(tried.find(({ pageFunction }) => pageFunction === 'publish')).toEqual({
      pageFunction: 'publish',
      refusal: 'Владелец ключа не редактор сообщества',
    });
  });

  test.each([
    [{ error: { error_code: 14 } }, 'refused'],
    [{ error: { error_code: 214 } }, 'rights'],
    [{ error: { error_code: 220 } }, 'refused'],
    [{ error: { error_code: 10 } }, 'unknown'],
    [{ error: { error_code: 9 } }, 'later'],
    [{ response: { post_id: 0 } }, 'unknown'],
    [{ response: {} }, 'unknown'],
  ])('a post answered with %j is %s', async (body, trouble) => {
    const server = await serveFake({ answer: () => ({ body }), control: {} });
    const access = { ...world.access, baseUrl: server.url };
    const { publishing } = createVkConnector(createTestTime().tuning);
    expect(await attempt(world, () => publishing!.publish(access, post))).toMatchObject({ trouble });
    await server.close();
  });

  test('a picture the network could not read is refused', async () => {
    const server = await serveFake({
      control: {},
      answer: ({ path }) =>
        path === '/up'
          ? { body: { server: 1, photo: '[]', hash: '' } }
          : { body: { response: { upload_url: `${server.url}/up` } } },
    });
    const access = { ...world.access, baseUrl: server.url };
    const { upload } = world.connector.publishing!;
    expect(await attempt(world, () => upload(access, picture))).toMatchObject({ trouble: 'refused' });
    await server.close();
  });
});

describe('max', () => {
  test('waits for pictures that are not ready, and no longer than seconds', async () => {
    const world = await startMaxWorld();
    const { upload, publish } = world.connector.publishing!;
    const pictures = [await upload(world.access, picture)];
    world.fake.state.notReady = 3;
    await publish(world.access, { ...post, pictures });
    expect(world.posts()).toHaveLength(1);
    world.fake.state.notReady = 4;
    expect(await attempt(world, () => publish(world.access, { ...post, pictures }))).toMatchObject({
      trouble: 'later',
    });
    expect(world.posts()).toHaveLength(1);
    await world.server.close();
  });

  test('a bot without the right is told so', async () => {
    const world = await startMaxWorld();
    world.fake.state.permissions = ['read_all_messages'];
    const { publish } = world.connector.publishing!;
    expect(await attempt(world, () => publish(world.access, post))).toMatchObject({ trouble: 'rights' });
    await world.server.close();
  });
});

test.each([
  ['vk', () => startVkWorld('callback')],
  ['max', () => startMaxWorld()],
] as const)('%s: a post is found below two hundred newer ones', async (_, start) => {
  const world = await start();
  const { publish, findPublished } = world.connector.publishing!;
  const spoken = await publish(world.access, post);
  for (let at = 0; at < 220; at += 1)
    await publish(world.access, { ...post, id: `later-${at}`, text: `Ещё ${at}` });
  expect(await findPublished(world.access, post.text, new Date())).toEqual([spoken]);
  await world.server.close();
});

describe('ok', () => {
  test('publishes in the name of the group, and has no way to change what stands', async () => {
    const world = await startOkWorld();
    const { publish, edit, remove } = world.connector.publishing!;
    await publish(world.access, post);
    expect(world.fake.state.topics).toMatchObject([{ author: 'group:57001' }]);
    expect([edit, remove]).toEqual([undefined, undefined]);
    world.fake.state.rights = ['VALUABLE_ACCESS', 'GROUP_CONTENT'];
    const tried = await world.connector.tryKeys(world.access);
    expect(tried.find(({ pageFunction }) => pageFunction === 'publish')?.refusal).toMatch(/PHOTO_CONTENT/u);
    await world.server.close();
  });
});
