import { z } from 'zod';
import {
  type NetworkConnector,
  NetworkFailure,
  type PageAccess,
  type PageKey,
} from '../../base/networks/index.ts';
import { passes, type Trial, tryFunctions } from '../kit/trials.ts';
import type { MaxClient } from './max-client.ts';
import { maxEventTypes } from './max-events.ts';
import { maxMember, maxMessage, maxMessages, maxResult, maxSubscriptions } from './max-shapes.ts';

export const maxKeys: readonly PageKey[] = [
  {
    name: 'token',
    title: 'Ключ бота',
    hint: 'Кабинет бота на платформе MAX для партнёров. Бот должен быть администратором канала с правами читать все сообщения, писать и удалять.',
    unlocks: ['events', 'posts', 'comments', 'messages', 'reply', 'publish', 'remove', 'figures'],
  },
  {
    name: 'secret',
    title: 'Секрет подписки',
    hint: 'Придумайте: от 5 до 256 латинских букв, цифр, «_» и «-». MAX подписывает им каждое событие. Пусто только на стенде без открытого адреса.',
    unlocks: ['events'],
  },
];

/** Makes sure that events come to the address: the network forgets one that was silent for eight hours. */
export async function keepMaxSubscription(
  client: MaxClient,
  access: PageAccess,
  address: string,
): Promise<'stands' | 'renewed'> {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.port !== '')
    throw new NetworkFailure('refused', 'MAX доставляет события только по https на порт 443');
  if (!access.keys.secret)
    throw new NetworkFailure('key', 'MAX: без секрета подписки события не принимаются');
  const { subscriptions } = await client.ask(access, '/subscriptions', maxSubscriptions);
  const own = subscriptions.find((one) => one.url === address);
  if (own && maxEventTypes.every((type) => own.update_types?.includes(type) ?? true)) return 'stands';
  const body = { url: address, update_types: maxEventTypes, secret: access.keys.secret };
  const { success, code } = await client.ask(access, '/subscriptions', maxResult, { method: 'POST', body });
  if (!success) throw new NetworkFailure('refused', `MAX: подписка не принята${code ? ` (${code})` : ''}`);
  return 'renewed';
}

/** Tries each function by what it reads, and asks of the rest which rights the bot has in the channel. */
export function tryMaxKeys(client: MaxClient, access: PageAccess): ReturnType<NetworkConnector['tryKeys']> {
  const posts = () =>
    client.ask(access, '/messages', maxMessages, { query: { chat_id: access.pageId, count: 1 } });
  const may = (rights: readonly string[], words: string): Trial => {
    return async () => {
      const path = `/chats/${encodeURIComponent(access.pageId)}/members/me`;
      const { is_owner: isOwner, permissions } = await client.ask(access, path, maxMember);
      return isOwner || permissions?.some((held) => rights.includes(held)) ? null : words;
    };
  };
  const read = passes(posts);
  const write = may(['write'], 'У бота нет права писать в канале');
  return tryFunctions([
    [
      'events',
      async () => {
        await client.ask(access, '/subscriptions', maxSubscriptions);
        return access.keys.secret ? null : 'Без секрета подписки события не принимаются';
      },
    ],
    ['posts', read],
    [
      'comments',
      passes(async () => {
        const mid = maxMessage.safeParse((await posts()).messages[0]).data?.body.mid;
        if (mid)
          await client.ask(access, `/messages/${encodeURIComponent(mid)}/comments`, maxMessages, {
            query: { count: 1 },
          });
      }),
    ],
    ['messages', passes(() => client.ask(access, '/me', z.object({ user_id: z.number() })))],
    ['reply', write],
    [
      'publish',
      async () => {
        // A place for a picture of a post: nobody sees it.
        const place = { method: 'POST', query: { type: 'image' } } as const;
        await client.ask(access, '/uploads', z.object({ url: z.string() }), place);
        return write();
      },
    ],
    ['remove', may(['delete', 'delete_message', 'post_edit_delete_message'], 'У бота нет права удалять')],
    ['figures', read],
  ]);
}
