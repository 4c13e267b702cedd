import { hash } from 'node:crypto';
import { inboundMessage } from '../../../../shared/contract/messages/channels.ts';
import type { Adapter } from './adapter.ts';

/** Our own form, for systems that can be taught: the key as a bearer, `webhook-id` against repeats. */
export const ownJson: Adapter = {
  keyHeader: 'authorization',
  readKey: (header) => /^Bearer (\S{20,100})$/.exec(header)?.[1] ?? null,
  eventKey: (headers, payload) => {
    const given = headers['webhook-id'];
    return typeof given === 'string' && given.trim() !== '' && given.length <= 200
      ? given
      : hash('sha256', payload, 'base64url');
  },
  reply: { body: '{"accepted":true}', contentType: 'application/json; charset=utf-8' },
  read: (event) => ({ message: inboundMessage.parse(event) }),
  wrongForm: 'Сообщение не по форме: нужны text и, если есть, receivedAt, author, place, url',
};
