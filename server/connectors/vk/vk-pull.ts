import {
  NetworkFailure,
  type NetworkReading,
  type PageAccess,
  type Pulled,
} from '../../base/networks/index.ts';
import { tellOnce } from '../kit/look.ts';
import { askRound } from '../kit/round.ts';
import type { VkClient } from './vk-client.ts';
import { closeVkCursor, openVkCursor, type VkCursor } from './vk-cursor.ts';
import { pollEvents } from './vk-poll.ts';
import { readEntry, readWall } from './vk-wall.ts';

/**
 * Reads a community. By its key and without a secret of the Callback API (no public address) events come by Long Poll, and alone,
 * so that a wall that is closed to us costs none of them; by a service key or an administrator's the wall and its comments are read
 * round by round. Where neither is held there is nothing to read by. Throws `NetworkFailure`.
 */
export async function pullVk(client: VkClient, access: PageAccess, from: string): Promise<Pulled> {
  const { community, service, user, secret } = access.keys;
  const isPolled = Boolean(community) && !secret;
  const isWallRead = Boolean(service || user);
  if (!isPolled && !isWallRead && !secret)
    throw new NetworkFailure('key', 'ВКонтакте: нет ключа, которым читают');
  let cursor = openVkCursor(from);
  const readings: NetworkReading[] = [];
  const isRoundOver = cursor.queue.length === 0;
  if (isRoundOver && isPolled) {
    const polled = await pollEvents(client, access, cursor);
    cursor = polled.cursor;
    if (polled.readings.length > 0)
      return { readings: tellOnce(polled.readings), cursor: closeVkCursor(cursor), isMore: true };
  }
  if (isRoundOver && isWallRead) {
    const wall = await readWall(client, access, cursor);
    cursor = wall.cursor;
    readings.push(...wall.readings);
  }
  const rest = await readQueue(client, access, cursor, readings);
  return { readings: tellOnce(readings), cursor: closeVkCursor(rest), isMore: rest.queue.length > 0 };
}

async function readQueue(
  client: VkClient,
  access: PageAccess,
  cursor: VkCursor,
  readings: NetworkReading[],
): Promise<VkCursor> {
  const tops = new Map(Object.entries(cursor.tops));
  const queue = await askRound(cursor.queue, {
    pageId: access.pageId,
    readings,
    ask: async (entry) => {
      const step = await readEntry(client, access, entry, Object.fromEntries(tops));
      readings.push(...step.readings);
      if (step.top) tops.set(step.top.post, Math.max(step.top.id, tops.get(step.top.post) ?? 0));
      return step.more;
    },
    // Comments are asked for again in the next round; messages that were lost are not.
    isKept: (entry, trouble) => trouble === 'form' && !/^[pt]/u.test(entry),
  });
  return { poll: cursor.poll, queue, tops: Object.fromEntries(tops) };
}
