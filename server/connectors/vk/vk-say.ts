import { hash } from 'node:crypto';
import { z } from 'zod';
import { NetworkFailure, type PageAccess, type Spoken, type Utterance } from '../../base/networks/index.ts';
import { earliestOf, joinSpaces } from '../kit/said.ts';
import { groupIdOf, type VkClient } from './vk-client.ts';
import { commentIdOf, commentUrlOf, messageIdOf } from './vk-seen.ts';
import { type VkComment, type VkList, vkComment, vkList, vkMessage } from './vk-shapes.ts';

const created = z.object({ comment_id: z.number(), parents_stack: z.array(z.number()).default([]) });
const sent = z.array(
  z.object({
    peer_id: z.number(),
    conversation_message_id: z.number().default(0),
    error: z.object({ code: z.number().default(0) }).optional(),
  }),
);

/** Where something is said: a post or a comment of it, or a talk. */
type Place = { owner: number; post: number; comment: number | null } | { peer: number };

/** Throws `missing` for what is no place of this network. */
export function findVkPlace({ id, kind }: Utterance['to']): Place {
  const [, owner, post, comment] = /^(?:wall|comment:)(-?\d+)_(\d+)(?:_(\d+))?$/u.exec(id) ?? [];
  const said = id.startsWith('wall') ? 'post' : 'comment';
  if (owner && post && kind === said && (said === 'post') === (comment === undefined))
    return { owner: Number(owner), post: Number(post), comment: comment ? Number(comment) : null };
  const [, peer] = /^message:(-?\d+)_\d+$/u.exec(id) ?? [];
  if (peer && kind === 'message') return { peer: Number(peer) };
  throw new NetworkFailure('missing', 'ВКонтакте: отвечать некуда, такого адреса нет');
}

/** The key against repeats of a message: a positive number of 31 bits, the same for the same utterance. */
export const randomIdOf = (id: string): number =>
  Number.parseInt(hash('sha256', id).slice(0, 8), 16) & 0x7fffffff || 1;

const describeComment = (owner: number, post: number, id: number, head?: number): Spoken => ({
  id: commentIdOf(owner, post, id),
  url: commentUrlOf(owner, post, id, head),
});

export async function sayVk(
  client: VkClient,
  access: PageAccess,
  { id, to, text }: Utterance,
): Promise<Spoken> {
  const place = findVkPlace(to);
  if ('peer' in place) return sendMessage(client, access, place.peer, id, text);
  const { owner, post, comment } = place;
  const said = await client.call(
    access,
    'wall.createComment',
    {
      owner_id: owner,
      post_id: post,
      from_group: groupIdOf(access),
      message: text,
      guid: id,
      ...(comment !== null && { reply_to_comment: comment }),
    },
    created,
  );
  return describeComment(owner, post, said.comment_id, said.parents_stack[0]);
}

async function sendMessage(
  client: VkClient,
  access: PageAccess,
  peer: number,
  id: string,
  text: string,
): Promise<Spoken> {
  // By `peer_ids` the reply has the number within the talk, which events name too.
  const params = { peer_ids: peer, random_id: randomIdOf(id), message: text, group_id: groupIdOf(access) };
  const [reply] = await client.call(access, 'messages.send', params, sent);
  if (!reply) throw new NetworkFailure('unknown', 'ВКонтакте: ответ messages.send пуст');
  if (reply.error)
    throw new NetworkFailure('rights', `ВКонтакте: сообщение не принято (ошибка ${reply.error.code})`);
  return { id: messageIdOf(peer, reply.conversation_message_id), url: '' };
}

/** Looks among the newest comments of the post, or messages of the talk, for the page's own with these words. */
export async function findVkSaid(
  client: VkClient,
  access: PageAccess,
  { id, to, text }: Utterance,
  since: Date,
): Promise<Spoken | null> {
  const place = findVkPlace(to);
  const earliest = earliestOf(since) / 1000;
  const group = groupIdOf(access);
  if ('peer' in place) {
    const params = { group_id: group, peer_id: place.peer, count: 200 };
    const { items } = await client.call(access, 'messages.getHistory', params, vkList);
    const own = items
      .flatMap((item) => vkMessage.safeParse(item).data ?? [])
      .find(({ random_id: random, ...message }) =>
        random
          ? random === randomIdOf(id)
          : message.from_id === -group && message.text === text && message.date >= earliest,
      );
    return own ? { id: messageIdOf(place.peer, own.conversation_message_id), url: '' } : null;
  }
  const { owner, post, comment } = place;
  const list = await askComments(client, access, place, { sort: 'desc', thread_items_count: 10 });
  const heads = readAll(list.items);
  const shown = heads.flatMap((head) => [head, ...readAll(head.thread?.items ?? [])]);
  // A branch that was not shown whole: ours may be at its end.
  const cut = heads.filter(({ id: head, thread }) => {
    const isThere = comment === null ? false : thread && thread.count > thread.items.length;
    return isThere && (head === comment || !shown.some(({ id: one }) => one === comment));
  });
  for (const { id: head, thread } of cut.slice(0, BRANCHES)) {
    const offset = Math.max(0, (thread?.count ?? 0) - 100);
    const branch = await askComments(client, access, place, { comment_id: head, sort: 'asc', offset });
    shown.push(...readAll(branch.items));
  }
  // The same words under another comment are another answer.
  const answered = ({ reply_to_comment: to, parents_stack: parents }: VkComment) =>
    to ?? parents.at(-1) ?? null;
  const own = shown.find(
    (one) =>
      one.from_id === -group &&
      !one.deleted &&
      one.date >= earliest &&
      answered(one) === comment &&
      normalise(one.text) === normalise(text),
  );
  return own ? describeComment(owner, post, own.id, own.parents_stack[0]) : null;
}

/** Branches that are looked to the end of. */
const BRANCHES = 5;

const readAll = (items: readonly unknown[]): VkComment[] =>
  items.flatMap((item) => vkComment.safeParse(item).data ?? []);

const askComments = (
  client: VkClient,
  access: PageAccess,
  { owner, post }: { owner: number; post: number },
  params: Record<string, string | number>,
): Promise<VkList> =>
  client.call(
    access,
    'wall.getComments',
    { owner_id: owner, post_id: post, extended: 1, count: 100, ...params },
    vkList,
  );

/** The network puts the name of whom one answers in front. */
const normalise = (text: string): string =>
  joinSpaces(text.replace(/^\[(?:id|club|public)\d+\|[^\]]*\],\s*/u, ''));

/** The network has no hiding: a comment is deleted, and may be restored for a while. */
export const hideVk = (client: VkClient, access: PageAccess, postId: string): Promise<void> =>
  moveComment(client, access, postId, 'wall.deleteComment');

export const restoreVk = (client: VkClient, access: PageAccess, postId: string): Promise<void> =>
  moveComment(client, access, postId, 'wall.restoreComment');

async function moveComment(
  client: VkClient,
  access: PageAccess,
  postId: string,
  method: 'wall.deleteComment' | 'wall.restoreComment',
): Promise<void> {
  const place = findVkPlace({ id: postId, kind: 'comment', threadId: '', authorId: '' });
  if ('peer' in place || place.comment === null)
    throw new NetworkFailure('missing', 'ВКонтакте: скрывают только комментарии');
  const params = { owner_id: place.owner, comment_id: place.comment };
  await client.call(access, method, params, z.literal(1));
}

/** A person may be written to by their number, where they allow it: the network tells that when it is tried. A community may not. */
export const talkToVk = (authorId: string): Utterance['to'] | null =>
  /^[1-9]\d*$/u.test(authorId)
    ? { id: `message:${authorId}_0`, kind: 'message', threadId: `talk:${authorId}`, authorId }
    : null;
