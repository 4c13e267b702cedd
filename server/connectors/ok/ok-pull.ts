import { z } from 'zod';
import type { NetworkReading, PageAccess, Pulled } from '../../base/networks/index.ts';
import { openCursor } from '../kit/cursor.ts';
import { tellOnce } from '../kit/look.ts';
import { askRound } from '../kit/round.ts';
import type { OkClient } from './ok-client.ts';
import { okComment, readOkComment, readOkTopic } from './ok-seen.ts';

/** Topics whose comments are looked at: those that were spoken under last. */
const TOPICS = 20;
/** Comments at once. */
const PAGE = 100;
/** Pages of one topic that are read in a round. */
const PAGES = 5;

/** `queue`: topics of this round still to be asked for; `tops`: of each the newest comment that was read. */
const okCursor = z.object({ queue: z.array(z.string()), tops: z.record(z.string(), z.string()) });
type OkCursor = z.output<typeof okCursor>;

const discussions = z.object({
  discussions: z
    .array(
      z.object({
        object_id: z.string(),
        object_type: z.string(),
        owner_uid: z.string().nullish(),
        ref_objects: z.array(z.object({ type: z.string(), id: z.string() })).nullish(),
      }),
    )
    .nullish(),
});
const topics = z.object({ media_topics: z.array(z.unknown()).nullish() });
export const okComments = z.object({
  comments: z.array(z.unknown()).nullish(),
  anchor: z.string().nullish(),
  has_more: z.boolean().nullish(),
});

/**
 * Reads the group's discussions round by round: the network brings no event of a comment. An edit is seen while its comment is among
 * the newest; what was deleted is found by nobody. Throws `NetworkFailure`.
 */
export async function pullOk(client: OkClient, access: PageAccess, from: string): Promise<Pulled> {
  const { queue, tops } = openCursor(okCursor, from, { queue: [], tops: {} });
  const readings: NetworkReading[] = [];
  const fresh = queue.length === 0 ? await readTopics(client, access, readings) : queue;
  const known = new Map(Object.entries(tops).filter(([topic]) => queue.length > 0 || fresh.includes(topic)));
  const rest = await askRound(fresh, {
    pageId: access.pageId,
    readings,
    ask: async (topic) => {
      const top = await readComments(client, access, topic, known.get(topic) ?? '', readings);
      if (top) known.set(topic, top);
      return [];
    },
  });
  const cursor: OkCursor = { queue: rest, tops: Object.fromEntries(known) };
  return { readings: tellOnce(readings), cursor: JSON.stringify(cursor), isMore: rest.length > 0 };
}

/** Topics of the group that were published or spoken under last, with their numbers. */
export async function listOkTopics(
  client: OkClient,
  access: PageAccess,
  most: number = TOPICS,
): Promise<{ ids: string[]; topics: readonly unknown[] }> {
  const asked = { types: 'GROUP_TOPIC', gid: access.pageId, count: String(most) };
  const list = await client.call(access, 'discussions.getList', asked, discussions);
  const isOurs = ({
    owner_uid: owner,
    ref_objects: refs,
  }: {
    owner_uid?: string | null;
    ref_objects?: { type: string; id: string }[] | null;
  }) =>
    owner === access.pageId || (refs ?? []).some(({ id }) => id.replace(/^group:/u, '') === access.pageId);
  const ids = (list.discussions ?? [])
    .filter((one) => one.object_type === 'GROUP_TOPIC' && isOurs(one))
    .map((one) => one.object_id);
  const shown: unknown[] = [];
  for (let from = 0; from < ids.length; from += TOPICS) {
    // The network wants to know how much of each it shows where several are asked for.
    const params = { topic_ids: ids.slice(from, from + TOPICS).join(','), media_limit: '3' };
    const { media_topics: some } = await client.call(access, 'mediatopic.getByIds', params, topics);
    shown.push(...(some ?? []));
  }
  return { ids, topics: shown };
}

async function readTopics(
  client: OkClient,
  access: PageAccess,
  readings: NetworkReading[],
): Promise<string[]> {
  const { ids, topics: shown } = await listOkTopics(client, access);
  for (const topic of shown) readings.push(readOkTopic(topic, access));
  return ids;
}

/** Comments newest first, page by page back to what is known; the first time as far as one page reaches. Gives the newest. */
async function readComments(
  client: OkClient,
  access: PageAccess,
  topic: string,
  known: string,
  readings: NetworkReading[],
): Promise<string> {
  let anchor = 'LAST';
  let top = '';
  for (let page = 0; page < PAGES; page += 1) {
    const asked = { discussionId: topic, discussionType: 'GROUP_TOPIC', anchor, direction: 'BACKWARD' };
    const list = await client.call(
      access,
      'discussions.getComments',
      { ...asked, count: String(PAGE) },
      okComments,
    );
    const items = list.comments ?? [];
    readings.push(...items.map((item) => readOkComment(item, topic, access)));
    const comments = items.flatMap((item) => okComment.safeParse(item).data ?? []);
    const newest = comments.toSorted((a, b) => (b.created_ms ?? 0) - (a.created_ms ?? 0))[0];
    if (page === 0) top = newest?.id ?? '';
    const isJoined = known === '' || comments.some(({ id }) => id === known);
    if (isJoined || !list.has_more || !list.anchor || list.anchor === anchor) break;
    anchor = list.anchor;
  }
  return top;
}
