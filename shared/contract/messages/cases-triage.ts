import { z } from 'zod';
import { saidInstant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { caseId, caseRow, personText } from './cases.ts';
import { byId, seen } from './cases-card.ts';

/** Decisions of triage. Every command names the version it saw: `lib.changed-meanwhile` (409) when it is stale. */

/** The reply of a command in triage: the row as it became, to undo by `undoToken` within 8 seconds on screen (60 on the server). */
const decided = z.object({ row: caseRow, undoToken: z.string().nullable() });

export const triageCase = defineRoute({
  id: 'cases.triage-case',
  method: 'POST',
  path: '/api/cases/:id/triage',
  access: { permission: 'cases.triage' },
  summary: 'Разобрать: тема, исполнитель, срок — одним решением',
  params: byId,
  body: z.object({
    ...seen,
    /** Absent = accept what is proposed. A block without a fact gets the block's general fact. */
    block: z.string().max(40).optional(),
    factId: z.string().max(100).optional(),
    unitId: z.uuid().optional(),
    importance: z.enum(['normal', 'high']).optional(),
    /** Which of the places the words name becomes the case's; absent = it stays without one. */
    placeAt: z.number().int().min(0).max(9).optional(),
  }),
  reply: decided,
});

export const rejectCase = defineRoute({
  id: 'cases.reject-case',
  method: 'POST',
  path: '/api/cases/:id/reject',
  access: { permission: 'cases.triage' },
  summary: 'Отклонить с причиной',
  params: byId,
  body: z.object({
    ...seen,
    ground: z.enum([
      'spam',
      'ad',
      'not_our_territory',
      'no_question',
      'provocation',
      'insult',
      'duplicate',
      'already_answered',
      'third_party_data',
    ]),
    comment: personText(2000).optional(),
  }),
  reply: decided,
});

export const mergeCase = defineRoute({
  id: 'cases.merge-case',
  method: 'POST',
  path: '/api/cases/:id/merge',
  access: { permission: 'cases.triage' },
  summary: 'Присоединить как дубль к другому делу',
  params: byId,
  body: z.object({ ...seen, into: caseId }),
  reply: decided,
});

export const unmergeCase = defineRoute({
  id: 'cases.unmerge-case',
  method: 'POST',
  path: '/api/cases/:id/unmerge',
  access: { permission: 'cases.triage' },
  summary: 'Отсоединить дубль, вернуть прежнее состояние',
  params: byId,
  body: z.object({ ...seen }),
  reply: decided,
});

export const snoozeCase = defineRoute({
  id: 'cases.snooze-case',
  method: 'POST',
  path: '/api/cases/:id/snooze',
  access: { permission: 'cases.triage' },
  summary: 'Отложить разбор (срок дела идёт)',
  params: byId,
  body: z.object({ ...seen, until: saidInstant.nullable(), reason: personText(500).optional() }),
  reply: decided,
});

export const undoDecision = defineRoute({
  id: 'cases.undo-decision',
  method: 'POST',
  path: '/api/cases/undo',
  access: { permission: 'cases.triage' },
  summary: 'Отменить своё последнее решение',
  body: z.object({ undoToken: z.string().max(200) }),
  /** `kept`: cases of a bulk decision that somebody has changed since; they stay as they are. */
  reply: z.object({ row: caseRow, undone: z.number(), kept: z.number() }),
});

/** What may be done to many cases at once. */
export const bulkAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assign'), unitId: z.uuid() }),
  z.object({ kind: z.literal('topic'), factId: z.string().max(100) }),
  z.object({ kind: z.literal('importance'), importance: z.enum(['normal', 'high']) }),
  z.object({ kind: z.literal('reject'), ground: z.string().max(40) }),
]);

/** A change to many cases: preview says what would happen to each, apply does it; each case gets its own journal record. */
export const bulkChange = defineRoute({
  id: 'cases.bulk-change',
  method: 'POST',
  path: '/api/cases/bulk',
  access: { permission: 'cases.bulk' },
  summary: 'Действие над отмеченными делами',
  body: z.object({
    cases: z
      .array(z.object({ id: caseId, ...seen }))
      .min(1)
      .max(300),
    action: bulkAction,
    preview: z.boolean(),
  }),
  reply: z.object({
    applied: z.number(),
    refused: z.array(z.object({ id: z.string(), number: z.string(), reason: z.string() })),
    undoToken: z.string().nullable(),
  }),
});
