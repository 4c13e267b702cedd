import { z } from 'zod';
import { NetworkFailure, type NetworkReading, type PageAccess } from '../../base/networks/index.ts';
import { keyOfLook, makeReading } from '../kit/look.ts';
import { groupIdOf, type VkClient } from './vk-client.ts';
import type { VkCursor } from './vk-cursor.ts';
import { readVkEvent } from './vk-events.ts';
import { vkEvent } from './vk-shapes.ts';

const pollServer = z.object({ key: z.string(), server: z.string(), ts: z.coerce.string() });
const pollReply = z.union([
  z.object({ ts: z.coerce.string(), updates: z.array(z.unknown()) }),
  z.object({ failed: z.number(), ts: z.coerce.string().optional() }),
]);

/** What is asked for when events may have been lost: which talks have messages nobody has read. */
export const CATCH_UP = 'c';

/** Seconds the network may keep us waiting for an event: a job comes again soon. */
const WAIT = 1;

/** One question to Bots Long Poll: events since the last one. The queue is the network's, the same objects as of the Callback API. */
export async function pollEvents(
  client: VkClient,
  access: PageAccess,
  cursor: VkCursor,
): Promise<{ readings: NetworkReading[]; cursor: VkCursor }> {
  const isFresh = cursor.poll === null;
  const poll = cursor.poll ?? (await findServer(client, access));
  const said = await client.ask(access, addressOf(poll), pollReply);
  const queue = isFresh ? withCatchUp(cursor.queue) : cursor.queue;
  if ('updates' in said) {
    const readings = said.updates.map((update) => readUpdate(update, access));
    return { readings, cursor: { poll: { ...poll, ts: said.ts }, queue, tops: cursor.tops } };
  }
  // 1: part of what happened is gone; 2: the key has run out; 3: nothing is known of us any more.
  if (said.failed === 1 && said.ts)
    return {
      readings: [],
      cursor: { poll: { ...poll, ts: said.ts }, queue: withCatchUp(queue), tops: cursor.tops },
    };
  const next = await findServer(client, access);
  const isLost = said.failed !== 2;
  return {
    readings: [],
    cursor: {
      poll: { ...next, ts: isLost ? next.ts : poll.ts },
      queue: isLost ? withCatchUp(queue) : queue,
      tops: cursor.tops,
    },
  };
}

const withCatchUp = (queue: readonly string[]): string[] => [
  CATCH_UP,
  ...queue.filter((entry) => entry !== CATCH_UP),
];

const findServer = (client: VkClient, access: PageAccess): Promise<z.output<typeof pollServer>> =>
  client.call(access, 'groups.getLongPollServer', { group_id: groupIdOf(access) }, pollServer);

function addressOf({ server, key, ts }: { server: string; key: string; ts: string }): string {
  const address = URL.parse(/^https?:/u.test(server) ? server : `https://${server}`);
  if (!address) throw new NetworkFailure('form', 'ВКонтакте: адрес Long Poll не по форме');
  for (const [name, value] of Object.entries({ act: 'a_check', key, ts, wait: String(WAIT) }))
    address.searchParams.set(name, value);
  return address.href;
}

function readUpdate(update: unknown, access: PageAccess): NetworkReading {
  const parsed = vkEvent.safeParse(update);
  if (parsed.success && parsed.data.group_id === groupIdOf(access))
    return readVkEvent(parsed.data, update, access);
  return makeReading(keyOfLook('update', [update]), update, [], 'Событие не по форме ВКонтакте');
}
