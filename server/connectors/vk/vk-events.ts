import {
  type NetworkDoor,
  type NetworkFact,
  NetworkFailure,
  type NetworkReading,
  type PageAccess,
} from '../../base/networks/index.ts';
import { isSameSecret } from '../../lib/ids.ts';
import { parseJson } from '../kit/ask-network.ts';
import { keyOfLook, makeReading } from '../kit/look.ts';
import { groupIdOf } from './vk-client.ts';
import { commentIdOf, noNames, readComment, readMessage, readPost } from './vk-seen.ts';
import { type VkEvent, vkDeletion, vkEvent } from './vk-shapes.ts';

/** A reading of a change: the same look may come back, so the network's number of the event is its key. */
const keyOfEvent = ({ event_id: id, type, object }: VkEvent): string =>
  id ? `event:${id}` : keyOfLook(type, [object]);

function readDeletion(event: VkEvent): NetworkFact[] {
  const parsed = vkDeletion.safeParse(event.object);
  if (!parsed.success) return [];
  const { owner_id: owner, post_id: post, id } = parsed.data;
  return [{ fact: 'gone', id: commentIdOf(owner, post, id), at: null, by: 'unknown' }];
}

/** What one event says; `raw` is the event as it came, without its secret. */
export function readVkEvent(event: VkEvent, raw: unknown, access: PageAccess): NetworkReading {
  const { type, object } = event;
  const key = keyOfEvent(event);
  const changed = ({ facts, ignored }: NetworkReading, more: NetworkFact[] = []) =>
    makeReading(key, raw, [...more, ...facts], ignored);
  const born = ({ key: own, facts, ignored }: NetworkReading) => makeReading(own, raw, facts, ignored);
  switch (type) {
    case 'wall_post_new':
      return born(readPost(object, access, noNames, true));
    case 'wall_reply_new':
      return born(readComment(object, null, access, noNames, true));
    case 'wall_reply_edit':
      return changed(readComment(object, null, access, noNames, false));
    case 'wall_reply_restore': {
      const reading = readComment(object, null, access, noNames, false);
      const restored = reading.facts.flatMap((fact): NetworkFact[] =>
        fact.fact === 'seen' ? [{ fact: 'restored', id: fact.post.id, at: null }] : [],
      );
      return changed(reading, restored);
    }
    case 'wall_reply_delete':
      return makeReading(key, raw, readDeletion(event), 'Удаление не по форме ВКонтакте');
    case 'message_new':
    case 'message_reply':
      return born(readMessage(object.message ?? object, access, true));
    case 'message_edit':
      return changed(readMessage(object.message ?? object, access, false));
    case 'confirmation':
      return makeReading(key, raw, [], 'Проверка адреса');
    default:
      return makeReading(key, raw, [], `Событие «${type.slice(0, 60)}»: записей в нём нет`);
  }
}

/** The event without its secret, which is no evidence. Throws `form`. */
function openEvent(body: string): { event: VkEvent; secret: string; raw: unknown } {
  const parsed = vkEvent.safeParse(parseJson(body));
  if (!parsed.success) throw new NetworkFailure('form', 'ВКонтакте: событие не по форме');
  const { secret, ...raw } = parsed.data;
  return { event: parsed.data, secret: typeof secret === 'string' ? secret : '', raw };
}

/** The Callback API: its secret lies in the body, and its number of the event tells a repeat. */
export const vkDoor: NetworkDoor = {
  verify({ body }, access) {
    const expected = access.keys.secret ?? '';
    if (!expected) return false;
    try {
      const { event, secret } = openEvent(body);
      return isSameSecret(secret, expected) && event.group_id === groupIdOf(access);
    } catch {
      return false;
    }
  },
  read(body, access) {
    const { event, raw } = openEvent(body);
    return readVkEvent(event, raw, access);
  },
  reply(body, access) {
    const isConfirmation = vkEvent.safeParse(parseJson(body)).data?.type === 'confirmation';
    return {
      body: isConfirmation ? (access.keys.confirmation ?? '') : 'ok',
      contentType: 'text/plain; charset=utf-8',
    };
  },
};
