import type { NetworkReading, PageAccess, SeenPost } from '../../base/networks/index.ts';
import { keyOfLook, makeReading } from '../kit/look.ts';
import { groupIdOf } from './vk-client.ts';
import {
  type VkAttachment,
  type VkComment,
  type VkList,
  type VkMessage,
  type VkPost,
  vkComment,
  vkMessage,
  vkPost,
} from './vk-shapes.ts';

/** Names of authors by their number, a community's below nothing; empty where the network gave none. */
export type VkNames = ReadonlyMap<number, string>;

export const noNames: VkNames = new Map();

export function nameVkAuthors({ profiles, groups }: Pick<VkList, 'profiles' | 'groups'>): VkNames {
  const people = profiles.map(
    ({ id, first_name: first, last_name: last }) => [id, `${first} ${last}`.trim()] as const,
  );
  return new Map([...people, ...groups.map(({ id, name }) => [-id, name] as const)]);
}

/** Ids of the port: `wall-1_2`, `comment:-1_2_7`, `message:5_17`. */
export const postIdOf = (owner: number, post: number): string => `wall${owner}_${post}`;
export const commentIdOf = (owner: number, post: number, id: number): string =>
  `comment:${owner}_${post}_${id}`;
export const messageIdOf = (peer: number, id: number): string => `message:${peer}_${id}`;

/** Where a person opens a comment: inside of its branch where it stands in one. */
export const commentUrlOf = (owner: number, post: number, id: number, head?: number): string =>
  `https://vk.com/${postIdOf(owner, post)}?reply=${id}${head ? `&thread=${head}` : ''}`;

/** As people see it: a mention `[id1|Имя]` is the name alone. */
const readText = (text: string): string =>
  text.replaceAll(/\[(?:id|club|public|event)\d+(?::bp-?\d+_\d+)?\|([^\]]+)\]/gu, '$1');

const readPictures = (attachments: readonly VkAttachment[]): string[] =>
  attachments.flatMap(({ photo }) => {
    const largest = photo?.sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
    return largest?.url ? [largest.url] : [];
  });

/** What a look has besides its words: addresses of pictures change with each reading, their numbers do not. */
const lookOf = (attachments: readonly VkAttachment[]): string[] =>
  attachments.map(({ type, photo }) => `${type}${photo ? `${photo.owner_id}_${photo.id}` : ''}`);

const at = (seconds: number): Date => new Date(seconds * 1000);

export function seePost(post: VkPost, access: PageAccess, names: VkNames): SeenPost {
  const { owner_id: owner, from_id: from, likes, views, reposts, comments } = post;
  const id = postIdOf(owner, post.id);
  return {
    id,
    kind: 'post',
    threadId: id,
    parentId: null,
    pageId: access.pageId,
    authorId: String(from),
    authorName: names.get(from) ?? '',
    isOwn: from === -groupIdOf(access),
    text: readText(post.text || (post.copy_history[0]?.text ?? '')),
    pictures: readPictures(post.attachments),
    url: `https://vk.com/${id}`,
    postedAt: at(post.date),
    editedAt: post.edited ? at(post.edited) : null,
    reach: {
      views: views?.count ?? null,
      likes: likes?.count ?? null,
      comments: comments?.count ?? null,
      shares: reposts?.count ?? null,
    },
  };
}

/** Where a comment stands: lists leave out what they were asked for. */
export interface VkStand {
  owner: number;
  post: number;
}

export function seeComment(
  comment: VkComment,
  { owner, post }: VkStand,
  access: PageAccess,
  names: VkNames,
): SeenPost {
  const { from_id: from, parents_stack: parents, reply_to_comment: answered, likes, thread } = comment;
  const threadId = postIdOf(owner, post);
  const above = answered ?? parents.at(-1);
  return {
    id: commentIdOf(owner, post, comment.id),
    kind: 'comment',
    threadId,
    parentId: above ? commentIdOf(owner, post, above) : threadId,
    pageId: access.pageId,
    authorId: from === 0 ? '' : String(from),
    authorName: names.get(from) ?? '',
    isOwn: from === -groupIdOf(access),
    text: readText(comment.text),
    pictures: readPictures(comment.attachments),
    url: commentUrlOf(owner, post, comment.id, parents[0]),
    postedAt: at(comment.date),
    editedAt: null,
    reach: likes ? { views: null, likes: likes.count, comments: thread?.count ?? null, shares: null } : null,
  };
}

export function seeMessage(message: VkMessage, access: PageAccess): SeenPost {
  const { peer_id: peer, from_id: from, reply_message: answered } = message;
  return {
    id: messageIdOf(peer, message.conversation_message_id),
    kind: 'message',
    threadId: `talk:${peer}`,
    parentId: answered ? messageIdOf(peer, answered.conversation_message_id) : null,
    pageId: access.pageId,
    authorId: String(from),
    authorName: '',
    isOwn: message.out === 1 || from === -groupIdOf(access),
    text: readText(message.text),
    pictures: readPictures(message.attachments),
    url: '',
    postedAt: at(message.date),
    editedAt: message.update_time ? at(message.update_time) : null,
    reach: null,
  };
}

/** What is not ours to read of a wall: posts that nobody sees yet. */
const unseen: Readonly<Record<string, string>> = {
  postpone: 'Отложенная запись: её ещё никто не видит',
  copy: 'Репост чужой записи',
  post_ads: 'Рекламная запись',
};

/** A post of a list or of its event. */
export function readPost(
  item: unknown,
  access: PageAccess,
  names: VkNames,
  isBirth: boolean,
): NetworkReading {
  const parsed = vkPost.safeParse(item);
  if (!parsed.success)
    return makeReading(keyOfLook('post', [item]), item, [], 'Запись не по форме ВКонтакте');
  const post = parsed.data;
  const id = postIdOf(post.owner_id, post.id);
  if (post.is_deleted)
    return makeReading(`${id}:gone`, item, [{ fact: 'gone', id, at: null, by: 'unknown' }]);
  const key = keyOfLook(id, [post.text, lookOf(post.attachments), post.edited ?? 0]);
  const why = unseen[post.post_type];
  if (why) return makeReading(key, item, [], why);
  return makeReading(key, item, [{ fact: 'seen', post: seePost(post, access, names), isBirth }]);
}

/** A comment of a list or of its event; `stand` where the comment itself does not say. */
export function readComment(
  item: unknown,
  stand: VkStand | null,
  access: PageAccess,
  names: VkNames,
  isBirth: boolean,
): NetworkReading {
  const parsed = vkComment.safeParse(item);
  const owner = parsed.data?.owner_id ?? parsed.data?.post_owner_id ?? stand?.owner;
  const post = parsed.data?.post_id ?? stand?.post;
  if (!parsed.success || !owner || !post)
    return makeReading(keyOfLook('comment', [item]), item, [], 'Комментарий не по форме ВКонтакте');
  const comment = parsed.data;
  const id = commentIdOf(owner, post, comment.id);
  if (comment.deleted)
    return makeReading(`${id}:gone`, item, [{ fact: 'gone', id, at: null, by: 'unknown' }]);
  return makeReading(keyOfLook(id, [comment.text, lookOf(comment.attachments)]), item, [
    { fact: 'seen', post: seeComment(comment, { owner, post }, access, names), isBirth },
  ]);
}

/** A message of a talk with the community. */
export function readMessage(item: unknown, access: PageAccess, isBirth: boolean): NetworkReading {
  const parsed = vkMessage.safeParse(item);
  if (!parsed.success)
    return makeReading(keyOfLook('message', [item]), item, [], 'Сообщение не по форме ВКонтакте');
  const message = parsed.data;
  const id = messageIdOf(message.peer_id, message.conversation_message_id);
  return makeReading(keyOfLook(id, [message.text, lookOf(message.attachments)]), item, [
    { fact: 'seen', post: seeMessage(message, access), isBirth },
  ]);
}
