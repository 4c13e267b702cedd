import { z } from 'zod';
import type { NetworkReading, PageAccess } from '../../base/networks/index.ts';
import { groupIdOf, type VkClient } from './vk-client.ts';
import type { VkCursor } from './vk-cursor.ts';
import { CATCH_UP } from './vk-poll.ts';
import { nameVkAuthors, readComment, readMessage, readPost } from './vk-seen.ts';
import { type VkList, vkComment, vkList, vkMessage, vkPost } from './vk-shapes.ts';

/** Posts whose comments are looked at: the newest of the wall. */
const POSTS = 20;
/** The most the network gives at once: comments of a post, of a branch inside of its comment, messages. */
const COMMENTS = 100;
const BRANCH = 10;
const MESSAGES = 200;
/** Talks at once: as many as the cursor has room for beside the posts. */
const TALKS = 50;

/** What one question gave, and what it showed is still to be asked. */
export interface VkStep {
  readings: NetworkReading[];
  more: string[];
  /** A comment with a greater number than any before. */
  top?: { post: string; id: number };
}

/** The newest posts of the wall, and whose comments are to be read. */
export async function readWall(
  client: VkClient,
  access: PageAccess,
  cursor: VkCursor,
): Promise<{ readings: NetworkReading[]; cursor: VkCursor }> {
  const params = { owner_id: -groupIdOf(access), count: POSTS, extended: 1 };
  const list = await client.call(access, 'wall.get', params, vkList);
  const names = nameVkAuthors(list);
  const readings = list.items.map((item) => readPost(item, access, names, false));
  const talkedOf = list.items.flatMap((item) => {
    const post = vkPost.safeParse(item).data;
    return post && (post.comments?.count ?? 0) > 0 ? [String(post.id)] : [];
  });
  const tops = talkedOf.flatMap((post) => {
    const top = cursor.tops[post];
    return top === undefined ? [] : [[post, top] as const];
  });
  return {
    readings,
    cursor: {
      poll: cursor.poll,
      queue: [...cursor.queue, ...talkedOf.map((post) => `p${post}+0`)],
      tops: Object.fromEntries(tops),
    },
  };
}

/** Asks for one entry of the queue. */
export async function readEntry(
  client: VkClient,
  access: PageAccess,
  entry: string,
  tops: VkCursor['tops'],
): Promise<VkStep> {
  if (entry === CATCH_UP) return readTalks(client, access, 0);
  const shape = /^([cptm])(\d*)(?:_(\d+))?\+(\d+)(?:\^(\d+))?$/u;
  const [, kind, about = '', branch, offset = '0', known] = shape.exec(entry) ?? [];
  if (kind === 'p')
    return readComments(client, access, about, Number(offset), Number(known ?? tops[about] ?? 0));
  if (kind === 't' && branch) return readBranch(client, access, about, branch, Number(offset));
  if (kind === 'c') return readTalks(client, access, Number(offset));
  if (kind === 'm') return readTalk(client, access, about);
  return { readings: [], more: [] };
}

async function askComments(
  client: VkClient,
  access: PageAccess,
  post: string,
  params: Record<string, string | number>,
): Promise<VkList> {
  const all = { owner_id: -groupIdOf(access), post_id: post, need_likes: 1, extended: 1, count: COMMENTS };
  return client.call(access, 'wall.getComments', { ...all, ...params }, vkList);
}

/** A page of comments, newest first, with what stands in their branches. */
async function readComments(
  client: VkClient,
  access: PageAccess,
  post: string,
  offset: number,
  known: number,
): Promise<VkStep> {
  const list = await askComments(client, access, post, {
    offset,
    sort: 'desc',
    thread_items_count: BRANCH,
  });
  const names = nameVkAuthors(list);
  const stand = { owner: -groupIdOf(access), post: Number(post) };
  const readings: NetworkReading[] = [];
  const more: string[] = [];
  const seen: number[] = [];
  for (const item of list.items) {
    readings.push(readComment(item, stand, access, names, false));
    const comment = vkComment.safeParse(item).data;
    if (!comment) continue;
    seen.push(comment.id);
    const { count = 0, items = [] } = comment.thread ?? {};
    for (const answer of items) readings.push(readComment(answer, stand, access, names, false));
    // A branch longer than what was shown of it: its newest page.
    if (count > items.length) more.push(`t${post}_${comment.id}+${Math.max(0, count - COMMENTS)}`);
  }
  const isFull = list.items.length === COMMENTS;
  if (isFull && known > 0 && Math.min(...seen) > known) more.push(`p${post}+${offset + COMMENTS}^${known}`);
  const greatest = Math.max(0, ...seen);
  return { readings, more, ...(offset === 0 && greatest > 0 && { top: { post, id: greatest } }) };
}

async function readBranch(
  client: VkClient,
  access: PageAccess,
  post: string,
  comment: string,
  offset: number,
): Promise<VkStep> {
  const list = await askComments(client, access, post, { comment_id: comment, offset, sort: 'asc' });
  const names = nameVkAuthors(list);
  const stand = { owner: -groupIdOf(access), post: Number(post) };
  return { readings: list.items.map((item) => readComment(item, stand, access, names, false)), more: [] };
}

const talks = z.object({
  items: z.array(
    z.object({
      conversation: z.object({
        peer: z.object({ id: z.number() }),
        unread_count: z.number().default(0),
      }),
      last_message: z.unknown(),
    }),
  ),
});

/** Talks with messages nobody has read: what came while events were lost. */
async function readTalks(client: VkClient, access: PageAccess, offset: number): Promise<VkStep> {
  const params = { group_id: groupIdOf(access), filter: 'unread', count: TALKS, offset };
  const { items } = await client.call(access, 'messages.getConversations', params, talks);
  const readings: NetworkReading[] = [];
  const more: string[] = [];
  for (const { conversation, last_message: last } of items) {
    // Our own answers stand among those nobody has read: then the whole of what is given at once.
    const isLast = conversation.unread_count === 1 && vkMessage.safeParse(last).data?.out === 0;
    if (isLast) readings.push(readMessage(last, access, false));
    else if (conversation.unread_count > 0) more.push(`m${conversation.peer.id}+0`);
  }
  if (items.length === TALKS) more.push(`${CATCH_UP}+${offset + TALKS}`);
  return { readings, more };
}

async function readTalk(client: VkClient, access: PageAccess, peer: string): Promise<VkStep> {
  const params = { group_id: groupIdOf(access), peer_id: peer, count: MESSAGES };
  const { items } = await client.call(access, 'messages.getHistory', params, vkList);
  return { readings: items.map((item) => readMessage(item, access, false)), more: [] };
}
