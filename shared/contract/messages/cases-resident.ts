import { z } from 'zod';
import { pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { outcome, status } from './cases.ts';

/** What a signed-in resident calls: own messages and consents. */

export const listMyMessages = defineRoute({
  id: 'cases.list-my-messages',
  method: 'GET',
  path: '/api/my/messages',
  access: 'resident',
  summary: 'Мои сообщения',
  query: z.object(pageQuery),
  reply: z.object({
    messages: z.array(
      z.object({
        number: z.string(),
        title: z.string(),
        status,
        statusTitle: z.string(),
        outcome: outcome.nullable(),
        registeredAt: z.string(),
        dueAt: z.string().nullable(),
        address: z.string().nullable(),
        awaitsRating: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  }),
});

export const consentRecord = z.object({
  contactId: z.string(),
  number: z.string(),
  version: z.string(),
  at: z.string(),
  publish: z.boolean(),
  withdrawnAt: z.string().nullable(),
});

export const listMyConsents = defineRoute({
  id: 'cases.list-my-consents',
  method: 'GET',
  path: '/api/my/consents',
  access: 'resident',
  summary: 'Мои согласия',
  reply: z.object({ consents: z.array(consentRecord) }),
});

export const withdrawConsent = defineRoute({
  id: 'cases.withdraw-consent',
  method: 'POST',
  path: '/api/my/consents/:contactId/withdraw',
  access: 'resident',
  summary: 'Отозвать согласие',
  params: z.object({ contactId: z.uuid() }),
  body: z.object({ scope: z.enum(['publish', 'all']) }),
  reply: z.object({ consents: z.array(consentRecord) }),
});
