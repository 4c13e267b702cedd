import type { NetworkFact, NetworkReading, PageAccess, SeenPost } from '../../base/networks/index.ts';
import { keyOfLook, makeReading } from '../kit/look.ts';
import { type MaxAttachment, type MaxMessage, maxMessage } from './max-shapes.ts';

/** Id of a comment: the network wants its post's wherever it is spoken of. Posts and messages go by their `mid`. */
export const maxCommentIdOf = (post: string, mid: string): string => `comment:${post}:${mid}`;

/** Throws nothing: null where it is no comment of ours. */
export function openMaxCommentId(id: string): { post: string; mid: string } | null {
  const [, post, mid] = /^comment:([^:]+):([^:]+)$/u.exec(id) ?? [];
  return post && mid ? { post, mid } : null;
}

const pictureOf = ({ type, payload }: MaxAttachment): string[] =>
  type === 'image' && payload?.url ? [payload.url] : [];

/** What a look has besides its words: addresses change with each reading, numbers do not. */
const lookOf = ({ body }: MaxMessage): unknown[] => [
  body.text ?? '',
  (body.attachments ?? []).map(({ type, payload }) => `${type}${payload?.photo_id ?? payload?.token ?? ''}`),
];

/** Where a message stands: under a post as a comment, or by itself. */
export function seeMaxMessage(
  message: MaxMessage,
  post: string | null,
  access: PageAccess,
  editedAt: Date | null,
): SeenPost {
  const { sender, recipient, body, link, stat } = message;
  const kind = post ? 'comment' : recipient.chat_type === 'dialog' ? 'message' : 'post';
  const id = post ? maxCommentIdOf(post, body.mid) : body.mid;
  const answered = link?.type === 'reply' ? link.message.mid : null;
  const parent = answered && post ? maxCommentIdOf(post, answered) : answered;
  const name = sender?.name ?? [sender?.first_name, sender?.last_name].filter(Boolean).join(' ');
  return {
    id,
    kind,
    threadId: post ?? (kind === 'message' ? `talk:${recipient.chat_id ?? ''}` : id),
    parentId: parent ?? post,
    pageId: access.pageId,
    authorId: sender ? String(sender.user_id) : access.pageId,
    authorName: name,
    // A channel writes under its own name; in a talk and under a post the page's voice is its bot.
    isOwn: sender ? sender.is_bot || kind === 'post' : true,
    text: body.text ?? '',
    pictures: (body.attachments ?? []).flatMap(pictureOf),
    url: kind === 'message' ? '' : (message.url ?? ''),
    postedAt: new Date(message.timestamp),
    editedAt,
    reach: stat ? { views: stat.views, likes: null, comments: null, shares: null } : null,
  };
}

/** A message of a list or of its event; `post` where it is a comment. */
export function readMaxMessage(
  item: unknown,
  post: string | null,
  access: PageAccess,
  told: { isBirth: boolean; editedAt: Date | null } = { isBirth: false, editedAt: null },
): NetworkReading {
  const parsed = maxMessage.safeParse(item);
  if (!parsed.success)
    return makeReading(keyOfLook('message', [item]), item, [], 'Сообщение не по форме MAX');
  const message = parsed.data;
  const seen = seeMaxMessage(message, post, access, told.editedAt);
  const key = keyOfLook(seen.id, lookOf(message));
  const { chat_type: type, chat_id: chat } = message.recipient;
  // A bot hears every chat it is in: of another page's it is not ours to read.
  if (!post && type !== 'dialog' && String(chat) !== access.pageId)
    return makeReading(key, item, [], 'Сообщение другого чата');
  const facts: NetworkFact[] = [{ fact: 'seen', post: seen, isBirth: told.isBirth }];
  return makeReading(key, item, facts);
}
