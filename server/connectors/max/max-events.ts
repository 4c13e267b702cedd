import {
  type NetworkDoor,
  NetworkFailure,
  type NetworkReading,
  type PageAccess,
} from '../../base/networks/index.ts';
import { isSameSecret } from '../../lib/ids.ts';
import { parseJson } from '../kit/ask-network.ts';
import { keyOfLook, makeReading } from '../kit/look.ts';
import { maxCommentIdOf, readMaxMessage } from './max-seen.ts';
import { type MaxUpdate, maxUpdate } from './max-shapes.ts';

/** Events that are asked for. */
export const maxEventTypes = [
  ...['message_created', 'message_edited', 'message_removed'],
  ...['comment_created', 'comment_edited', 'comment_removed'],
] as const;

/** An event has no number: its kind, what it is about and its moment. */
function keyOfUpdate({
  update_type: type,
  timestamp,
  message_id: id,
  comment_id: comment,
  callback,
}: MaxUpdate) {
  const about = comment ?? id ?? callback?.callback_id;
  return about ? `${type}:${about}:${timestamp}` : null;
}

/** A change carries its moment, so that changes that come shuffled are told apart. */
function readChange(
  update: MaxUpdate,
  raw: unknown,
  post: string | null,
  access: PageAccess,
): NetworkReading {
  const told = { isBirth: false, editedAt: new Date(update.timestamp) };
  const { facts, ignored } = readMaxMessage(update.message, post, access, told);
  const [fact] = facts;
  const id = fact?.fact === 'seen' ? fact.post.id : '';
  const key = id ? `${update.update_type}:${id}:${update.timestamp}` : keyOfLook('update', [raw]);
  return makeReading(key, raw, facts, ignored);
}

function readRemoval(update: MaxUpdate, raw: unknown, id: string): NetworkReading {
  const at = new Date(update.timestamp);
  return makeReading(`${update.update_type}:${id}:${update.timestamp}`, raw, [
    { fact: 'gone', id, at, by: 'unknown' },
  ]);
}

/** What one event says. */
export function readMaxUpdate(said: unknown, access: PageAccess): NetworkReading {
  const parsed = maxUpdate.safeParse(said);
  if (!parsed.success) return makeReading(keyOfLook('update', [said]), said, [], 'Событие не по форме MAX');
  const update = parsed.data;
  const { update_type: type, message_id: mid, comment_id: comment } = update;
  const isComment = type.startsWith('comment_');
  const key = keyOfUpdate(update) ?? keyOfLook(type, [said]);
  // The schema does not describe events of comments: one that does not name its post is left to the reading of the post.
  if (isComment && !mid)
    return makeReading(key, said, [], 'Комментарий пришёл без записи: его прочитает опрос записи');
  const post = isComment && mid ? mid : null;
  switch (type) {
    case 'message_created':
    case 'comment_created': {
      const born = readMaxMessage(update.message, post, access, { isBirth: true, editedAt: null });
      return makeReading(born.key, said, born.facts, born.ignored);
    }
    case 'message_edited':
    case 'comment_edited':
      return readChange(update, said, post, access);
    case 'message_removed':
      return mid ? readRemoval(update, said, mid) : makeReading(key, said, [], 'Удаление не по форме MAX');
    case 'comment_removed':
      return post && comment
        ? readRemoval(update, said, maxCommentIdOf(post, comment))
        : makeReading(key, said, [], 'Удаление не по форме MAX');
    default:
      return makeReading(key, said, [], `Событие «${type}»: записей в нём нет`);
  }
}

/** The webhook: its secret comes in a header of its own, and every 200 counts. */
export const maxDoor: NetworkDoor = {
  verify({ headers }, { keys }) {
    const given = headers['x-max-bot-api-secret'];
    const expected = keys.secret ?? '';
    return /^[\w-]{5,256}$/u.test(expected) && typeof given === 'string' && isSameSecret(given, expected);
  },
  read(body, access) {
    const said = parseJson(body);
    if (!maxUpdate.safeParse(said).success) throw new NetworkFailure('form', 'MAX: событие не по форме');
    return readMaxUpdate(said, access);
  },
  reply: () => ({ body: '{"success":true}', contentType: 'application/json; charset=utf-8' }),
};
