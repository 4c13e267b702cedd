import { NetworkFailure, type PageAccess, type Spoken, type Utterance } from '../../base/networks/index.ts';
import { earliestOf, joinSpaces } from '../kit/said.ts';
import type { MaxClient } from './max-client.ts';
import { openMaxCommentId, seeMaxMessage } from './max-seen.ts';
import { type MaxMessage, maxMessage, maxMessages, maxResult, maxSent } from './max-shapes.ts';

/** Where something is said: under a post, or in a talk; `answered` is the comment or message it answers. */
type MaxPlace = { post: string; answered: string | null } | { chat: string; answered: string };

function findMaxPlace({ id, kind, threadId }: Utterance['to']): MaxPlace {
  const comment = openMaxCommentId(id);
  if (kind === 'comment' && comment) return { post: comment.post, answered: comment.mid };
  if (kind === 'post' && id && !id.includes(':')) return { post: id, answered: null };
  const [, chat] = /^talk:(-?\d+)$/u.exec(threadId) ?? [];
  if (kind === 'message' && chat) return { chat, answered: id };
  throw new NetworkFailure('missing', 'MAX: отвечать некуда, такого адреса нет');
}

const pathOfComments = (post: string): string => `/messages/${encodeURIComponent(post)}/comments`;

function describe(message: MaxMessage, place: MaxPlace, access: PageAccess): Spoken {
  const { id, url } = seeMaxMessage(message, 'post' in place ? place.post : null, access, null);
  return { id, url };
}

/** The network knows no key against repeats: an end nobody knows is looked for, and never said again blindly. */
export async function sayMax(
  client: MaxClient,
  access: PageAccess,
  { to, text }: Utterance,
): Promise<Spoken> {
  const place = findMaxPlace(to);
  const link = place.answered === null ? null : { type: 'reply', mid: place.answered };
  const request = { method: 'POST', isSpeech: true } as const;
  const { message } =
    'post' in place
      ? await client.ask(access, pathOfComments(place.post), maxSent, { ...request, body: { text, link } })
      : await client.ask(access, '/messages', maxSent, {
          ...request,
          query: { chat_id: place.chat },
          // The schema requires all three names.
          body: { text, attachments: null, link, notify: true },
        });
  return describe(message, place, access);
}

/** Looks among the newest comments of the post, or messages of the talk, for the bot's own with these words to the same. */
export async function findMaxSaid(
  client: MaxClient,
  access: PageAccess,
  { to, text }: Utterance,
  since: Date,
): Promise<Spoken | null> {
  const place = findMaxPlace(to);
  const { messages } =
    'post' in place
      ? await client.ask(access, pathOfComments(place.post), maxMessages, { query: { count: 100 } })
      : await client.ask(access, '/messages', maxMessages, { query: { chat_id: place.chat, count: 100 } });
  const own = messages
    .flatMap((item) => maxMessage.safeParse(item).data ?? [])
    .find(
      ({ sender, body, link, timestamp }) =>
        (sender?.is_bot ?? true) &&
        timestamp >= earliestOf(since) &&
        joinSpaces(body.text ?? '') === joinSpaces(text) &&
        (link?.type === 'reply' ? link.message.mid : null) === place.answered,
    );
  return own ? describe(own, place, access) : null;
}

/** The network has no hiding: a comment is deleted. */
export async function hideMax(client: MaxClient, access: PageAccess, postId: string): Promise<void> {
  const comment = openMaxCommentId(postId);
  if (!comment) throw new NetworkFailure('missing', 'MAX: скрывают только комментарии');
  const { success, code } = await client.ask(access, pathOfComments(comment.post), maxResult, {
    method: 'DELETE',
    isSpeech: true,
    query: { comment_id: comment.mid },
  });
  if (!success) throw new NetworkFailure('refused', `MAX: комментарий не удалён${code ? ` (${code})` : ''}`);
}
