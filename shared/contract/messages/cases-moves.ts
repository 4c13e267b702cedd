import { z } from 'zod';
import { can } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { personText } from './cases.ts';
import { byId, caseCard, seen } from './cases-card.ts';

/** Moves aside from the usual course: another body and back, the resident by phone, the end of a correspondence. */

export const groundKinds = ['forward', 'refuse', 'terminate', 'reopen', 'hold'] as const;

export const ground = z.object({
  id: z.string(),
  for: z.enum(groundKinds),
  title: z.string(),
  /** What the resident reads; null = they are not told. */
  toResident: z.string().nullable(),
  /** Regimes it fits; empty = any. */
  regimes: z.array(z.string()),
  /** Of a forwarding: one body alone, or two at least; null = as many as it takes. */
  addressees: z.enum(['one', 'several']).nullable(),
  legal: z.string(),
  /** No public text confirms it. */
  toVerify: z.boolean(),
});
export type Ground = z.infer<typeof ground>;

export const listGrounds = defineRoute({
  id: 'cases.list-grounds',
  method: 'GET',
  path: '/api/grounds',
  access: { permission: 'cases.read' },
  summary: 'Основания решений, действующие сегодня',
  reply: z.object({ version: z.string(), grounds: z.array(ground) }),
});

export const outsideBody = z.object({
  id: z.string(),
  title: z.string(),
  shortTitle: z.string(),
  competence: z.string(),
  email: z.string().nullable(),
  /** Terms of the law that stop only when the appeal has gone to it: clocks of packs/base/deadlines. */
  receives: z.array(z.string()),
  /** A case may be forwarded to it today. */
  isActive: z.boolean(),
  /** Last day a case may be forwarded to it. */
  validUntil: z.string().nullable(),
});
export type OutsideBody = z.infer<typeof outsideBody>;

const bodies = z.object({
  bodies: z.array(outsideBody),
  /** Terms of the law a body may be named the receiver for. */
  duties: z.array(z.object({ id: z.string(), title: z.string() })),
  can,
});

export const listBodies = defineRoute({
  id: 'cases.list-bodies',
  method: 'GET',
  path: '/api/bodies',
  access: { permission: 'identity.read' },
  summary: 'Органы вне администрации',
  reply: bodies,
});

export const saveBody = defineRoute({
  id: 'cases.save-body',
  method: 'POST',
  path: '/api/bodies',
  access: { permission: 'cases.keep-bodies' },
  summary: 'Добавить или исправить орган вне администрации',
  body: z.object({
    id: z.uuid().optional(),
    title: personText(300).min(1, 'Назовите орган'),
    shortTitle: personText(80).min(1, 'Назовите коротко'),
    competence: personText(500).default(''),
    email: z.string().trim().max(200).optional(),
    isActive: z.boolean().default(true),
    receives: z.array(z.string().max(60)).max(10).default([]),
    validUntil: z.iso.date('Назовите день').nullable().default(null),
  }),
  reply: bodies,
});

const groundId = z.string().min(1, 'Выберите основание').max(60);
const words = (message: string) => personText(2000).min(1, message);

export const passModeration = defineRoute({
  id: 'cases.pass-moderation',
  method: 'POST',
  path: '/api/cases/:id/moderation/pass',
  access: { permission: 'cases.triage' },
  summary: 'Проверено: передать координатору',
  params: byId,
  body: z.object({ ...seen }),
  reply: caseCard,
});

export const returnToModeration = defineRoute({
  id: 'cases.return-to-moderation',
  method: 'POST',
  path: '/api/cases/:id/moderation/return',
  access: { permission: 'cases.triage' },
  summary: 'Вернуть на проверку модератору',
  params: byId,
  body: z.object({ ...seen, reason: words('Напишите, что проверить') }),
  reply: caseCard,
});

export const forwardCase = defineRoute({
  id: 'cases.forward-case',
  method: 'POST',
  path: '/api/cases/:id/forwarding',
  access: { permission: 'cases.triage' },
  summary: 'Передать в другой орган по основанию; житель уведомляется',
  params: byId,
  body: z.object({
    ...seen,
    bodyIds: z.array(z.uuid('Выберите орган')).min(1, 'Выберите орган').max(10, 'Не больше десяти органов'),
    groundId,
    text: words('Напишите, почему это решает другой орган'),
  }),
  reply: caseCard,
});

export const takeForwardedBack = defineRoute({
  id: 'cases.take-forwarded-back',
  method: 'POST',
  path: '/api/cases/:id/forwarding/return',
  access: { permission: 'cases.triage' },
  summary: 'Вернулось из другого органа: снова определить ответственного',
  params: byId,
  body: z.object({
    ...seen,
    reason: words('Напишите, почему орган вернул'),
    /** Which of several returned it; without it, whoever had it. */
    forwardingId: z.uuid().optional(),
  }),
  reply: caseCard,
});

export const closeForwarded = defineRoute({
  id: 'cases.close-forwarded',
  method: 'POST',
  path: '/api/cases/:id/forwarding/closing',
  access: { permission: 'cases.triage' },
  summary: 'Закрыть переданное: орган принял или ответил',
  params: byId,
  body: z.object({ ...seen, text: words('Напишите, что ответил орган') }),
  reply: caseCard,
});

export const resumeCase = defineRoute({
  id: 'cases.resume-case',
  method: 'POST',
  path: '/api/cases/:id/question/answer',
  access: { permission: 'cases.triage' },
  summary: 'Записать, что житель уточнил по телефону или лично',
  params: byId,
  body: z.object({ ...seen, text: words('Запишите, что сказал житель') }),
  reply: caseCard,
});

export const terminateCase = defineRoute({
  id: 'cases.terminate-case',
  method: 'POST',
  path: '/api/cases/:id/termination',
  access: { permission: 'cases.terminate' },
  summary: 'Прекратить переписку по обращению с уведомлением жителя',
  params: byId,
  body: z.object({ ...seen, groundId, text: words('Назовите прежние ответы: даты и номера') }),
  reply: caseCard,
});

/** Whom the complaint is about: it never goes to them (59-ФЗ, ст. 8 ч. 6). */
export const nameComplained = defineRoute({
  id: 'cases.name-complained',
  method: 'PUT',
  path: '/api/cases/:id/complaint',
  access: { permission: 'cases.triage' },
  summary: 'Отметить, на кого жалуется житель',
  params: byId,
  body: z.object({
    ...seen,
    bodyIds: z.array(z.uuid()).max(10).default([]),
    unitIds: z.array(z.uuid()).max(10).default([]),
  }),
  reply: caseCard,
});
