import { z } from 'zod';
import { identityLevel } from '../base/identity.ts';
import { idParams } from '../base/person-fields.ts';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { initiativeAnswer, initiativeFields, initiativeStates, supportersByDistrict } from './initiatives.ts';
import { pollDecision } from './polls.ts';

/** Initiatives as everybody sees them, and proposing and supporting. Who supports one is told nowhere. */

const openInitiativeLine = z.object({
  id: z.string(),
  title: z.string(),
  place: z.string(),
  districtId: z.string().nullable(),
  state: z.enum(initiativeStates),
  supports: z.number(),
  threshold: z.number().nullable(),
  closesAt: instant.nullable(),
  decided: z.string(),
});
export type OpenInitiativeLine = z.infer<typeof openInitiativeLine>;

export const listOpenInitiatives = defineRoute({
  id: 'initiatives.list-open',
  method: 'GET',
  path: '/api/open/initiatives',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Инициативы для всех: собирают поддержку, ждут ответа, завершены; и свои у того, кто вошёл',
  query: z.object({ cursor: z.string().max(400).optional() }),
  reply: z.object({
    running: z.array(openInitiativeLine),
    over: z.array(openInitiativeLine),
    /** Of whoever asks, those nobody else sees among them. */
    mine: z.array(openInitiativeLine),
    next: z.string().nullable(),
  }),
});

const openInitiative = openInitiativeLine.extend({
  what: z.string(),
  why: z.string(),
  /** The day it was let out, or of one's own that waits, written. */
  since: instant,
  reachedAt: instant.nullable(),
  answerBy: isoDate.nullable(),
  /** Why it was refused: to its author alone. */
  rule: z.string(),
  refusal: z.string(),
  byDistrict: supportersByDistrict,
  answer: initiativeAnswer.omit({ by: true }).nullable(),
  decision: pollDecision.nullable(),
  /** Of whoever asks. */
  mine: z.object({
    level: identityLevel,
    isAuthor: z.boolean(),
    isSupported: z.boolean(),
    isTold: z.boolean(),
    hasEmail: z.boolean(),
  }),
});
export type OpenInitiative = z.infer<typeof openInitiative>;

export const readOpenInitiative = defineRoute({
  id: 'initiatives.read-open',
  method: 'GET',
  path: '/api/open/initiatives/:id',
  access: 'public',
  summary: 'Инициатива для всех: что, где, почему, сколько поддержали, что ответил город',
  params: idParams,
  reply: openInitiative,
});

export const proposeInitiative = defineRoute({
  id: 'initiatives.propose-initiative',
  method: 'POST',
  path: '/api/open/initiatives',
  access: 'resident',
  summary: 'Предложить инициативу: её увидят все, когда проверит человек',
  body: z.object({
    /** Made by the device once: the same sent again is not a second one. */
    clientKey: z.uuid(),
    isOfAge: z.boolean().default(false),
    ...initiativeFields,
  }),
  reply: z.object({ id: z.string() }),
});

export const supportInitiative = defineRoute({
  id: 'initiatives.support-initiative',
  method: 'PUT',
  path: '/api/open/initiatives/:id/support',
  access: 'resident',
  summary: 'Поддержать инициативу, один раз, или больше не поддерживать, пока она открыта',
  params: idParams,
  body: z.object({
    isOn: z.boolean(),
    /** Where the person lives, in their own word. */
    districtId: z.string().max(60).nullable().default(null),
  }),
  reply: openInitiative,
});

export const followInitiative = defineRoute({
  id: 'initiatives.follow-initiative',
  method: 'PUT',
  path: '/api/open/initiatives/:id/following',
  access: 'resident',
  summary: 'Получать письма о том, что с инициативой, или больше не получать',
  params: idParams,
  body: z.object({ isOn: z.boolean() }),
  reply: z.object({ isTold: z.boolean() }),
});
