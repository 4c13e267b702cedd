import { z } from 'zod';
import type { NetworkReading, PageAccess, Pulled } from '../../base/networks/index.ts';
import { openCursor } from '../kit/cursor.ts';
import { tellOnce } from '../kit/look.ts';
import { askRound } from '../kit/round.ts';
import type { MaxClient } from './max-client.ts';
import { readMaxUpdate } from './max-events.ts';
import { readMaxMessage } from './max-seen.ts';
import { maxMessage, maxMessages, maxUpdates } from './max-shapes.ts';

/** Posts whose comments are looked at: the newest of the channel. */
const POSTS = 20;
/** The most the network gives at once. */
const PAGE = 100;
/** Pages of comments of one post that are read in a round. */
const PAGES = 5;

/** `queue` is posts of this round whose comments are still to be asked for. */
const maxCursor = z.object({ marker: z.number().nullable(), queue: z.array(z.string()) });

/**
 * Reads the channel's newest posts and what stands under them. Private messages come by the webhook alone; without its secret (a stand
 * with no public address) by the network's long polling, which it means for development. Throws `NetworkFailure`.
 */
export async function pullMax(client: MaxClient, access: PageAccess, from: string): Promise<Pulled> {
  const readings: NetworkReading[] = [];
  let { marker, queue } = openCursor(maxCursor, from, { marker: null, queue: [] });
  if (queue.length === 0) {
    if (!access.keys.secret) {
      const query = { timeout: 1, limit: PAGE, ...(marker !== null && { marker }) };
      const said = await client.ask(access, '/updates', maxUpdates, { query });
      marker = said.marker ?? marker;
      readings.push(...said.updates.map((update) => readMaxUpdate(update, access)));
    }
    const query = { chat_id: access.pageId, count: POSTS };
    const { messages } = await client.ask(access, '/messages', maxMessages, { query });
    readings.push(...messages.map((item) => readMaxMessage(item, null, access)));
    queue = messages.flatMap((item) => maxMessage.safeParse(item).data?.body.mid ?? []);
  }
  queue = await askRound(queue, {
    pageId: access.pageId,
    readings,
    ask: async (post) => {
      readings.push(...(await readComments(client, access, post)));
      return [];
    },
  });
  return {
    readings: tellOnce(readings),
    cursor: JSON.stringify({ marker, queue }),
    isMore: queue.length > 0,
  };
}

/** Comments of a post, newest page first, back in time while a page brings what was not seen. */
async function readComments(client: MaxClient, access: PageAccess, post: string): Promise<NetworkReading[]> {
  const readings = new Map<string, NetworkReading>();
  let before: number | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    const query = { count: PAGE, ...(before !== null && { before }) };
    const list = await client.ask(access, `/messages/${encodeURIComponent(post)}/comments`, maxMessages, {
      query,
    });
    const known = readings.size;
    for (const item of list.messages) {
      const reading = readMaxMessage(item, post, access);
      readings.set(reading.key, reading);
    }
    const moments = list.messages.flatMap((item) => maxMessage.safeParse(item).data?.timestamp ?? []);
    if (list.messages.length < PAGE || readings.size === known || moments.length === 0) break;
    before = Math.min(...moments);
  }
  return [...readings.values()];
}
