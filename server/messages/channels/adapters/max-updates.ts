import { hash } from 'node:crypto';
import { z } from 'zod';
import { inboundMessage, messageAddress } from '../../../../shared/contract/messages/channels.ts';
import type { Adapter } from './adapter.ts';

/** Events of MAX (schema of 01.07.2026); only new messages of people are read. */
const update = z.object({ update_type: z.string(), timestamp: z.number() });
const created = z.object({
  message: z.object({
    sender: z
      .object({
        first_name: z.string().default(''),
        last_name: z.string().nullish(),
        is_bot: z.boolean().default(false),
      })
      .nullish(),
    timestamp: z.number(),
    body: z.object({ mid: z.string(), text: z.string().nullish() }),
    url: z.string().nullish(),
  }),
});

/** An event has no number of its own: its kind, what it is about and its moment. */
function updateKey(payload: string, event: unknown): string {
  const { update_type: kind, timestamp, message, callback } = (event ?? {}) as Record<string, unknown>;
  const about =
    (message as { body?: { mid?: unknown } } | undefined)?.body?.mid ??
    (callback as { callback_id?: unknown } | undefined)?.callback_id;
  return typeof kind === 'string' && typeof about === 'string'
    ? `${kind}:${about}:${String(timestamp)}`.slice(0, 200)
    : hash('sha256', payload, 'base64url');
}

/** The subscription of a bot in MAX: its secret comes in a header of its own, every answer 200 counts. */
export const maxUpdates: Adapter = {
  keyHeader: 'x-max-bot-api-secret',
  readKey: (header) => (/^[\w-]{5,256}$/.test(header) ? header : null),
  eventKey: (_headers, payload, event) => updateKey(payload, event),
  reply: { body: '{"success":true}', contentType: 'application/json; charset=utf-8' },
  read: (event) => {
    const { update_type: kind } = update.parse(event);
    if (kind !== 'message_created')
      return { ignored: `Событие «${kind.slice(0, 60)}»: дел из него не делают` };
    const { message } = created.parse(event);
    if (message.sender?.is_bot) return { ignored: 'Сообщение бота: дел из него не делают' };
    if (!message.body.text?.trim()) return { ignored: 'Сообщение без слов' };
    const name = [message.sender?.first_name, message.sender?.last_name].filter(Boolean).join(' ');
    return {
      message: inboundMessage.parse({
        text: message.body.text,
        receivedAt: new Date(message.timestamp).toISOString(),
        ...(name && { author: { name: name.slice(0, 150) } }),
        // An address that is none is no reason to lose the words.
        url: messageAddress.safeParse(message.url).data,
      }),
    };
  },
  wrongForm: 'Событие не по форме MAX: нет update_type или message.body',
};
