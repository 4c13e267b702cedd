import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { caseNumber } from './cases.ts';
import { messagePage } from './cases-portal.ts';

/** «Как моё сообщение?» without the private link: by its number and a contact that stands on it. */

const asked = z.object({
  number: caseNumber,
  /** A phone or an e-mail. */
  contact: z.string().trim().min(1, 'Впишите телефон или e-mail, который оставляли').max(200),
});

export const checkMessage = defineRoute({
  id: 'cases.check-message',
  method: 'POST',
  path: '/api/messages/check',
  access: 'public',
  summary: 'Как идёт сообщение: по номеру и контакту, который оставляли',
  readOnly: true,
  body: asked,
  reply: messagePage,
});

export const sendMessageLink = defineRoute({
  id: 'cases.send-message-link',
  method: 'POST',
  path: '/api/messages/check/link',
  access: 'public',
  summary: 'Прислать личную ссылку сообщения на контакт, который оставляли',
  body: asked,
  reply: z.object({ sentTo: z.enum(['email', 'sms']) }),
});
