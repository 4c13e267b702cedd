import { z } from 'zod';
import { NetworkFailure, type PageAccess, type Spoken, type Utterance } from '../../base/networks/index.ts';
import { earliestOf, joinSpaces } from '../kit/said.ts';
import type { OkClient } from './ok-client.ts';
import { okComments } from './ok-pull.ts';
import {
  isOfOkGroup,
  isOkPage,
  okComment,
  okCommentIdOf,
  okMessage,
  okUrlOf,
  openOkId,
  readOkMoment,
} from './ok-seen.ts';

type OkPlace = { topic: string; comment: string | null } | { chat: string };

function findOkPlace({ id, kind, threadId }: Utterance['to']): OkPlace {
  const place = openOkId(id);
  if (place && kind === (place.comment === null ? 'post' : 'comment')) return place;
  const [, chat] = /^talk:(chat:[\w-]+)$/u.exec(threadId) ?? [];
  if (kind === 'message' && chat) return { chat };
  throw new NetworkFailure('missing', 'Одноклассники: отвечать некуда, такого адреса нет');
}

/** The network tells the number bare, or in an object. */
const created = z.union([
  z.string().min(1),
  z.object({ id: z.string().min(1) }).transform(({ id }) => id),
  z.object({ comment_id: z.string().min(1) }).transform(({ comment_id: id }) => id),
]);
const sent = z.object({ message_id: z.string().min(1) });

const describeComment = (access: PageAccess, topic: string, id: string): Spoken => ({
  id: okCommentIdOf(topic, id),
  url: okUrlOf(access, topic),
});

/** The network knows no key against repeats: an end nobody knows is looked for, and never said again blindly. */
export async function sayOk(client: OkClient, access: PageAccess, { to, text }: Utterance): Promise<Spoken> {
  const place = findOkPlace(to);
  if ('chat' in place) {
    const body = { recipient: { chat_id: place.chat }, message: { text } };
    const path = `me/messages/${encodeURIComponent(place.chat)}`;
    const { message_id: id } = await client.graph(access, path, sent, { body, isSpeech: true });
    return { id, url: '' };
  }
  const { topic, comment } = place;
  const params = {
    entityId: topic,
    entityType: 'GROUP_TOPIC',
    comment: text,
    as_admin: 'true',
    ...(comment !== null && { reply_to_comment_id: comment }),
  };
  const id = await client.call(access, 'discussions.addDiscussionComment', params, created, true);
  return describeComment(access, topic, id);
}

/** Looks among the newest comments or messages for the group's own with these words. */
export async function findOkSaid(
  client: OkClient,
  access: PageAccess,
  { to, text }: Utterance,
  since: Date,
): Promise<Spoken | null> {
  const place = findOkPlace(to);
  const earliest = earliestOf(since);
  const isSame = (said: string | null | undefined): boolean => joinSpaces(said ?? '') === joinSpaces(text);
  if ('chat' in place) {
    const list = z.object({ messages: z.array(z.unknown()).nullish() });
    const path = `me/messages/${encodeURIComponent(place.chat)}`;
    const { messages } = await client.graph(access, path, list, { query: { count: '100' } });
    const own = (messages ?? [])
      .flatMap((item) => okMessage.safeParse(item).data ?? [])
      .find((one) => isOfOkGroup(one) && one.timestamp >= earliest && isSame(one.message.text));
    return own ? { id: own.message.mid, url: '' } : null;
  }
  const asked = { discussionId: place.topic, discussionType: 'GROUP_TOPIC', anchor: 'LAST' };
  const params = { ...asked, direction: 'BACKWARD', count: '100' };
  const { comments } = await client.call(access, 'discussions.getComments', params, okComments);
  const own = (comments ?? [])
    .flatMap((item) => okComment.safeParse(item).data ?? [])
    .find(
      (one) =>
        isOkPage(one, access) &&
        (readOkMoment(one)?.getTime() ?? 0) >= earliest &&
        (one.reply_to_comment_id || null) === place.comment &&
        isSame(one.text),
    );
  return own ? describeComment(access, place.topic, own.id) : null;
}

/** The network has no hiding: a comment is deleted. */
export async function hideOk(client: OkClient, access: PageAccess, postId: string): Promise<void> {
  const place = openOkId(postId);
  if (!place?.comment) throw new NetworkFailure('missing', 'Одноклассники: скрывают только комментарии');
  const params = { entityId: place.topic, entityType: 'GROUP_TOPIC', comment_id: place.comment };
  const done = z.union([z.literal(true), z.object({ success: z.literal(true) })]);
  await client.call(access, 'discussions.deleteDiscussionComment', params, done, true);
}
