import { z } from 'zod';
import { isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { caseId, personText } from './cases.ts';
import { byId, caseCard, seen } from './cases-card.ts';

/** Side paths of the work on a case: splitting, co-executors, interim answers, promises, corrections. */

export const splitCase = defineRoute({
  id: 'cases.split-case',
  method: 'POST',
  path: '/api/cases/:id/split',
  access: { permission: 'cases.triage' },
  summary: 'Разделить на подчинённые дела; житель получит один ответ',
  params: byId,
  body: z.object({
    ...seen,
    /** Who compiles the common answer; absent = the unit of the first part. */
    responsibleUnitId: z.uuid().optional(),
    parts: z
      .array(
        z.object({
          text: personText(10_000).min(1, 'Напишите, что сделать в этой части'),
          factId: z.string().min(1, 'Выберите тему').max(100),
          unitId: z.uuid().optional(),
        }),
      )
      .min(2, 'Частей не меньше двух')
      .max(9),
  }),
  reply: caseCard,
});

export const joinParts = defineRoute({
  id: 'cases.join-parts',
  method: 'POST',
  path: '/api/cases/:id/split/join',
  access: { permission: 'cases.triage' },
  summary: 'Соединить части снова в одно дело',
  params: byId,
  body: z.object({ ...seen }),
  reply: caseCard,
});

export const askPart = defineRoute({
  id: 'cases.ask-part',
  method: 'POST',
  path: '/api/cases/:id/parts',
  access: { permission: 'cases.read' },
  summary: 'Поручить часть ответа соисполнителю со своим сроком',
  params: byId,
  body: z.object({
    ...seen,
    unitId: z.uuid('Выберите подразделение'),
    task: personText(2000).min(1, 'Напишите, что нужно от соисполнителя'),
    dueOn: isoDate,
  }),
  reply: caseCard,
});

const partParams = z.object({ id: caseId, partId: z.uuid() });

export const givePart = defineRoute({
  id: 'cases.give-part',
  method: 'POST',
  path: '/api/cases/:id/parts/:partId',
  access: { permission: 'cases.answer' },
  summary: 'Дать свою часть ответа',
  params: partParams,
  body: z.object({ text: personText(10_000).min(1, 'Напишите свою часть ответа') }),
  reply: caseCard,
});

export const returnPart = defineRoute({
  id: 'cases.return-part',
  method: 'POST',
  path: '/api/cases/:id/parts/:partId/return',
  access: { permission: 'cases.read' },
  summary: 'Вернуть часть соисполнителю или снять поручение',
  params: partParams,
  body: z.object({ reason: personText(2000).optional(), withdraw: z.boolean().default(false) }),
  reply: caseCard,
});

export const writeInterim = defineRoute({
  id: 'cases.write-interim',
  method: 'POST',
  path: '/api/cases/:id/interim',
  access: { permission: 'cases.answer' },
  summary: 'Промежуточный ответ: на утверждение; дело остаётся в работе',
  params: byId,
  body: z.object({ ...seen, text: personText(10_000).min(1, 'Напишите, что уже сделано'), finalOn: isoDate }),
  reply: caseCard,
});

export const decideInterim = defineRoute({
  id: 'cases.decide-interim',
  method: 'POST',
  path: '/api/cases/:id/interim/:interimId',
  access: { permission: 'cases.approve' },
  summary: 'Выпустить промежуточный ответ или вернуть',
  params: z.object({ id: caseId, interimId: z.uuid() }),
  body: z.object({ ...seen, decision: z.enum(['release', 'return']), reason: personText(2000).optional() }),
  reply: caseCard,
});

export const correctAnswer = defineRoute({
  id: 'cases.correct-answer',
  method: 'POST',
  path: '/api/cases/:id/answers/:answerId/correction',
  access: { permission: 'cases.approve' },
  summary: 'Исправить выпущенный ответ: житель уведомляется, прежний остаётся',
  params: z.object({ id: caseId, answerId: z.uuid() }),
  body: z.object({
    ...seen,
    text: personText(20_000).min(1, 'Ответ пуст'),
    reason: personText(1000).min(1, 'Напишите, что исправлено'),
  }),
  reply: caseCard,
});

export const promiseStates = ['open', 'kept', 'broken', 'moved'] as const;

export const promise = z.object({
  id: z.string(),
  caseNumber: z.string(),
  title: z.string(),
  kind: z.enum(['answer', 'interim']),
  text: z.string(),
  until: z.string(),
  unit: z.string().nullable(),
  promisedBy: z.string(),
  madeAt: z.string(),
  state: z.enum(promiseStates),
  settledAt: z.string().nullable(),
  movedTo: z.string().nullable(),
});
export type Promised = z.infer<typeof promise>;

export const listPromises = defineRoute({
  id: 'cases.list-promises',
  method: 'GET',
  path: '/api/promises',
  access: { permission: 'cases.read' },
  summary: 'Обещания жителям и доля сдержанных по подразделениям',
  query: z.object({
    ...pageQuery,
    state: z.enum(promiseStates).optional(),
    unitId: z.uuid().optional(),
    from: isoDate.optional(),
    to: isoDate.optional(),
  }),
  reply: z.object({
    promises: z.array(promise),
    next: z.string().nullable(),
    /** Per unit, of promises due in the period; `keptShare` = kept / (kept + broken + moved), null while none is settled. */
    units: z.array(
      z.object({
        unitId: z.string().nullable(),
        unit: z.string(),
        open: z.number(),
        kept: z.number(),
        broken: z.number(),
        moved: z.number(),
        keptShare: z.number().nullable(),
      }),
    ),
  }),
});
