import { BlockList, isIPv4 } from 'node:net';
import { z } from 'zod';
import { type NetworkDoor, NetworkFailure, type PageAccess } from '../../base/networks/index.ts';
import { isSameSecret } from '../../lib/ids.ts';
import { parseJson } from '../kit/ask-network.ts';
import { keyOfLook, makeReading } from '../kit/look.ts';
import type { OkClient } from './ok-client.ts';
import { okMessage, readOkMessage } from './ok-seen.ts';

/** Where the network calls from (apiok.ru): it signs nothing. */
const sources = new BlockList();
for (const network of ['217.20.145.192', '217.20.151.160', '217.20.153.48'])
  sources.addSubnet(network, 28, 'ipv4');

/** A shorter one could be guessed: nothing of the network's is signed. */
const SHORTEST_SECRET = 16;

/** Why a page is told nothing by the network. */
export const okSecretLack = (keys: PageAccess['keys']): string | null =>
  (keys.secret ?? '').length >= SHORTEST_SECRET
    ? null
    : `Секрет адреса короче ${SHORTEST_SECRET} знаков: события не принимаются`;

/** A talk of which something happened; what is no new message has no `message`. */
const okEvent = z.object({
  webhookType: z.string().default('MESSAGE_CREATED'),
  recipient: z.object({ chat_id: z.string() }),
  timestamp: z.number(),
});

/** Messages of the group: known by the secret in the address and by the nets the network calls from. */
export const okDoor: NetworkDoor = {
  verify({ params, ip }, { keys, baseUrl }) {
    if (okSecretLack(keys) || !isSameSecret(params.secret ?? '', keys.secret ?? '')) return false;
    const address = ip.replace(/^::ffff:/iu, '');
    // A stand-in calls from where it stands.
    return baseUrl !== '' || (isIPv4(address) && sources.check(address));
  },
  read(body, access) {
    const said = parseJson(body);
    const event = okEvent.safeParse(said).data;
    if (!event) throw new NetworkFailure('form', 'Одноклассники: событие не по форме');
    const message = okMessage.safeParse(said).data;
    if (event.webhookType === 'MESSAGE_CREATED' && message) return readOkMessage(message, said, access);
    const why =
      event.webhookType === 'MESSAGE_CREATED'
        ? 'Сообщение не по форме Одноклассников'
        : `Событие «${event.webhookType.slice(0, 60)}»: сообщений в нём нет`;
    return makeReading(keyOfLook('event', [said]), said, [], why);
  },
  reply: () => ({ body: '{"success":true}', contentType: 'application/json; charset=utf-8' }),
};

const okSubscriptions = z.object({ subscriptions: z.array(z.object({ url: z.string() })).default([]) });

/**
 * Makes sure that messages come to the address with the secret behind it: the network forgets one that was silent for eight hours. An
 * address with another secret is left to that.
 */
export async function keepOkSubscription(
  client: OkClient,
  access: PageAccess,
  address: string,
): Promise<'stands' | 'renewed'> {
  const lack = okSecretLack(access.keys);
  if (lack) throw new NetworkFailure('key', `Одноклассники: ${lack}`);
  const own = `${address}/${encodeURIComponent(access.keys.secret ?? '')}`;
  const { subscriptions } = await client.graph(access, 'me/subscriptions', okSubscriptions);
  if (subscriptions.some(({ url }) => url === own)) return 'stands';
  const done = z.object({ success: z.literal(true) });
  await client.graph(access, 'me/subscribe', done, { body: { url: own } });
  return 'renewed';
}
