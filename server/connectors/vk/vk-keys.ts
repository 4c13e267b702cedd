import { z } from 'zod';
import type { NetworkConnector, PageAccess, PageFunction, PageKey } from '../../base/networks/index.ts';
import { passes, type Trial, tryFunctions } from '../kit/trials.ts';
import { groupIdOf, type VkClient } from './vk-client.ts';
import { vkGroups, vkList, vkPost } from './vk-shapes.ts';

export const vkKeys: readonly PageKey[] = [
  {
    name: 'secret',
    title: 'Секретный ключ событий',
    hint: 'Придумайте его и впишите в «Управление → Работа с API → Callback API» до подтверждения адреса: без него события не принимаются. Пусто, если открытого адреса нет: тогда события читаются по Long Poll.',
    unlocks: ['events'],
  },
  {
    name: 'confirmation',
    title: 'Строка, которую должен вернуть сервер',
    hint: 'Там же, на вкладке «Настройки сервера». ВКонтакте меняет её при каждом изменении настроек.',
    unlocks: ['events'],
  },
  {
    name: 'community',
    title: 'Ключ сообщества',
    hint: '«Управление → Работа с API → Ключи доступа»: права «сообщения» и «управление».',
    unlocks: ['events', 'messages', 'reply'],
  },
  {
    name: 'service',
    title: 'Сервисный ключ приложения',
    hint: 'Настройки своего приложения на dev.vk.com. Им читают стену и комментарии.',
    unlocks: ['posts', 'comments'],
  },
  {
    name: 'user',
    title: 'Ключ администратора',
    hint: 'Ключ человека с правами редактора сообщества, полученный приложением Standalone (wall, photos, groups, stats, offline).',
    unlocks: ['posts', 'comments', 'reply', 'publish', 'remove', 'figures'],
  },
];

const permissions = z.object({ permissions: z.array(z.object({ name: z.string() })) });

/** Levels of an administrator: a moderator deletes comments, an editor publishes. */
const MODERATOR = 1;
const EDITOR = 2;

/** Tries each function as it will be used where that changes nothing; else asks the network what the key may. */
export const tryVkKeys = (client: VkClient, access: PageAccess): ReturnType<NetworkConnector['tryKeys']> =>
  tryFunctions([...listReading(client, access), ...listActs(client, access)]);

function listReading(client: VkClient, access: PageAccess): (readonly [PageFunction, Trial])[] {
  const owner = -groupIdOf(access);
  const wall = () => client.call(access, 'wall.get', { owner_id: owner, count: 1, extended: 1 }, vkList);
  return [
    ['events', () => tryEvents(client, access)],
    ['posts', passes(wall)],
    [
      'comments',
      passes(async () => {
        const post = vkPost.safeParse((await wall()).items[0]).data;
        const params = { owner_id: owner, post_id: post?.id ?? 1, count: 1, extended: 1 };
        if (post) await client.call(access, 'wall.getComments', params, vkList);
      }),
    ],
  ];
}

function listActs(client: VkClient, access: PageAccess): (readonly [PageFunction, Trial])[] {
  const owner = -groupIdOf(access);
  const may = (needed: number, words: string): Trial => {
    return async () => {
      const params = { group_ids: -owner, fields: 'is_admin,admin_level' };
      const { groups } = await client.call(access, 'groups.getById', params, vkGroups, 'user');
      return (groups[0]?.admin_level ?? 0) >= needed ? null : words;
    };
  };
  return [
    [
      'messages',
      async () => {
        const { permissions: held } = await client.call(
          access,
          'groups.getTokenPermissions',
          {},
          permissions,
        );
        return held.some(({ name }) => name === 'messages')
          ? null
          : 'У ключа сообщества нет права «сообщения»';
      },
    ],
    [
      'reply',
      async () => {
        if (!access.keys.community) return may(MODERATOR, 'Ключ не администратора этого сообщества')();
        await client.call(access, 'groups.getTokenPermissions', {}, permissions);
        return null;
      },
    ],
    [
      'publish',
      async () => {
        const refusal = await may(EDITOR, 'Владелец ключа не редактор сообщества')();
        // Where pictures of posts go: it changes nothing, and is refused to a key without the right.
        const params = { group_id: -owner };
        if (!refusal) await client.call(access, 'photos.getWallUploadServer', params, z.unknown());
        return refusal;
      },
    ],
    ['remove', may(MODERATOR, 'Владелец ключа не модератор сообщества')],
    [
      'figures',
      passes(() => {
        const params = { group_id: -owner, interval: 'day', intervals_count: 1 };
        return client.call(access, 'stats.get', params, z.array(z.unknown()));
      }),
    ],
  ];
}

/** Events come by the Callback API where its secret is held, and by Long Poll else. */
async function tryEvents(client: VkClient, access: PageAccess): Promise<string | null> {
  if (access.keys.secret)
    return access.keys.confirmation ? null : 'Нет строки подтверждения: ВКонтакте не признает адрес';
  const params = { group_id: groupIdOf(access) };
  await client.call(access, 'groups.getLongPollServer', params, z.unknown(), 'community');
  return null;
}
