import { z } from 'zod';
import type { NetworkConnector, PageAccess, PageKey } from '../../base/networks/index.ts';
import { passes, type Trial, tryFunctions } from '../kit/trials.ts';
import type { OkClient } from './ok-client.ts';
import { okSecretLack } from './ok-door.ts';

export const okKeys: readonly PageKey[] = [
  {
    name: 'applicationKey',
    title: 'Публичный ключ приложения',
    hint: 'Письмо Одноклассников о регистрации приложения (application_key).',
    unlocks: ['posts', 'comments', 'reply', 'publish', 'remove', 'figures'],
  },
  {
    name: 'applicationSecret',
    title: 'Секретный ключ приложения',
    hint: 'То же письмо (application_secret_key). Им подписывается каждый запрос.',
    unlocks: ['posts', 'comments', 'reply', 'publish', 'remove', 'figures'],
  },
  {
    name: 'token',
    title: 'Ключ администратора группы',
    hint: 'Вечный access_token человека с правами администратора, с правами VALUABLE_ACCESS, GROUP_CONTENT и PHOTO_CONTENT.',
    unlocks: ['posts', 'comments', 'reply', 'publish', 'remove', 'figures'],
  },
  {
    name: 'groupToken',
    title: 'Ключ сообщений группы',
    hint: '«Настройки группы → Сообщения → Ключ доступа». Новый ключ отменяет прежний.',
    unlocks: ['events', 'messages'],
  },
  {
    name: 'secret',
    title: 'Секрет адреса событий',
    hint: 'Придумайте не меньше 16 латинских букв и цифр: сеть ничего не подписывает, и секрет становится частью адреса.',
    unlocks: ['events'],
  },
];

/** Tries each function by what it reads, and asks which rights the application was given for the rest. */
export function tryOkKeys(client: OkClient, access: PageAccess): ReturnType<NetworkConnector['tryKeys']> {
  const read = (method: string, params: Record<string, string>): Trial =>
    passes(() => client.call(access, method, params, z.unknown()));
  const may = (right: string, words: string): Trial => {
    return async () => {
      const params = { ext_perm: right };
      const isGiven = await client.call(access, 'users.hasAppPermission', params, z.boolean());
      return isGiven ? null : words;
    };
  };
  const talk = (lack: string | null): Trial => {
    return async () => {
      await client.graph(access, 'me/subscriptions', z.unknown());
      return lack;
    };
  };
  const content = may('GROUP_CONTENT', 'Приложению не дано право GROUP_CONTENT');
  const list = read('discussions.getList', { types: 'GROUP_TOPIC', gid: access.pageId, count: '1' });
  return tryFunctions([
    ['events', talk(okSecretLack(access.keys))],
    ['posts', list],
    ['comments', list],
    ['messages', talk(null)],
    ['reply', content],
    [
      'publish',
      async () =>
        (await content()) ?? (await may('PHOTO_CONTENT', 'Приложению не дано право PHOTO_CONTENT')()),
    ],
    ['remove', content],
    ['figures', read('group.getStatTopics', { gid: access.pageId, count: '1' })],
  ]);
}
