import { z } from 'zod';
import type { NetworkReading, PageAccess, SeenPost } from '../../base/networks/index.ts';
import { keyOfLook, makeReading } from '../kit/look.ts';

/** The network publishes no schema: these are the words of its documentation and of clients that speak with it. */

const okTopic = z.object({
  id: z.string().min(1),
  created_ms: z.number(),
  author_ref: z.string().nullish(),
  media: z.array(z.object({ type: z.string(), text: z.string().nullish() })).default([]),
  like_summary: z.object({ count: z.number() }).nullish(),
  discussion_summary: z.object({ comments_count: z.number() }).nullish(),
  reshare_summary: z.object({ count: z.number() }).nullish(),
});

export const okComment = z.object({
  id: z.string().min(1),
  author_id: z.string().default(''),
  author_name: z.string().default(''),
  text: z.string().default(''),
  created_ms: z.number().nullish(),
  date: z.string().nullish(),
  reply_to_comment_id: z.string().nullish(),
  like_count: z.number().nullish(),
});
export type OkComment = z.output<typeof okComment>;

export const okMessage = z.object({
  sender: z.object({ user_id: z.string(), name: z.string().nullish() }),
  recipient: z.object({ chat_id: z.string() }),
  message: z.object({
    mid: z.string().min(1),
    text: z.string().nullish(),
    attachments: z
      .array(z.object({ type: z.string(), payload: z.object({ url: z.string().nullish() }).nullish() }))
      .nullish(),
  }),
  timestamp: z.number(),
});
export type OkMessage = z.output<typeof okMessage>;

/** Ids of the port: `topic:1`, `comment:1:7`; a message goes by its `mid`. */
export const okTopicIdOf = (topic: string): string => `topic:${topic}`;
export const okCommentIdOf = (topic: string, id: string): string => `comment:${topic}:${id}`;

/** Where an id of the port leads; null where it is none of this network's posts. */
export function openOkId(id: string): { topic: string; comment: string | null } | null {
  const [, topic, comment] = /^(?:topic|comment):([^:]+)(?::([^:]+))?$/u.exec(id) ?? [];
  return topic && id.startsWith('comment:') === (comment !== undefined)
    ? { topic, comment: comment ?? null }
    : null;
}

export const okUrlOf = (access: PageAccess, topic: string): string =>
  `https://ok.ru/group/${access.pageId}/topic/${topic}`;

/** Some discussions tell the moment in figures of Moscow alone. Null where it tells none. */
export function readOkMoment({ created_ms: ms, date }: Pick<OkComment, 'created_ms' | 'date'>): Date | null {
  if (ms) return new Date(ms);
  const moment = Date.parse(`${date?.replace(' ', 'T')}+03:00`);
  return Number.isNaN(moment) ? null : new Date(moment);
}

export function readOkTopic(item: unknown, access: PageAccess): NetworkReading {
  const parsed = okTopic.safeParse(item);
  if (!parsed.success)
    return makeReading(keyOfLook('topic', [item]), item, [], 'Запись не по форме Одноклассников');
  const { data: topic } = parsed;
  const author = topic.author_ref?.replace(/^(?:user|group):/u, '') ?? access.pageId;
  const id = okTopicIdOf(topic.id);
  const text = topic.media.flatMap(({ text: part }) => part ?? []).join('\n');
  const post: SeenPost = {
    id,
    kind: 'post',
    threadId: id,
    parentId: null,
    pageId: access.pageId,
    authorId: author,
    authorName: '',
    isOwn: author === access.pageId,
    text,
    pictures: [],
    url: okUrlOf(access, topic.id),
    postedAt: new Date(topic.created_ms),
    editedAt: null,
    reach: {
      views: null,
      likes: topic.like_summary?.count ?? null,
      comments: topic.discussion_summary?.comments_count ?? null,
      shares: topic.reshare_summary?.count ?? null,
    },
  };
  return makeReading(keyOfLook(id, [text, topic.media.map(({ type }) => type)]), item, [
    { fact: 'seen', post },
  ]);
}

export const isOkPage = ({ author_id: author }: OkComment, access: PageAccess): boolean =>
  author === access.pageId || author === `group:${access.pageId}`;

export function readOkComment(item: unknown, topic: string, access: PageAccess): NetworkReading {
  const parsed = okComment.safeParse(item);
  const postedAt = parsed.success ? readOkMoment(parsed.data) : null;
  if (!parsed.success || !postedAt)
    return makeReading(keyOfLook('comment', [item]), item, [], 'Комментарий не по форме Одноклассников');
  const { data: comment } = parsed;
  const id = okCommentIdOf(topic, comment.id);
  const { reply_to_comment_id: answered, like_count: likes } = comment;
  const post: SeenPost = {
    id,
    kind: 'comment',
    threadId: okTopicIdOf(topic),
    parentId: answered ? okCommentIdOf(topic, answered) : okTopicIdOf(topic),
    pageId: access.pageId,
    authorId: comment.author_id.replace(/^(?:user|group):/u, ''),
    authorName: comment.author_name,
    isOwn: isOkPage(comment, access),
    text: comment.text,
    pictures: [],
    url: okUrlOf(access, topic),
    postedAt,
    editedAt: null,
    reach: likes == null ? null : { views: null, likes, comments: null, shares: null },
  };
  return makeReading(keyOfLook(id, [comment.text]), item, [{ fact: 'seen', post }]);
}

/** People of a talk are `user:1`; whoever else speaks in it is the group. */
export const isOfOkGroup = ({ sender }: OkMessage): boolean => !sender.user_id.startsWith('user:');

export function readOkMessage(message: OkMessage, raw: unknown, access: PageAccess): NetworkReading {
  const { sender, recipient, message: body, timestamp } = message;
  const attachments = body.attachments ?? [];
  const post: SeenPost = {
    id: body.mid,
    kind: 'message',
    threadId: `talk:${recipient.chat_id}`,
    parentId: null,
    pageId: access.pageId,
    authorId: sender.user_id.replace(/^(?:user|group):/u, ''),
    authorName: sender.name ?? '',
    isOwn: isOfOkGroup(message),
    text: body.text ?? '',
    pictures: attachments.flatMap(({ type, payload }) =>
      type === 'IMAGE' && payload?.url ? [payload.url] : [],
    ),
    url: '',
    postedAt: new Date(timestamp),
    editedAt: null,
    reach: null,
  };
  return makeReading(keyOfLook(body.mid, [post.text, attachments.map(({ type }) => type)]), raw, [
    { fact: 'seen', post, isBirth: true },
  ]);
}
