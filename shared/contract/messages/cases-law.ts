import { z } from 'zod';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { personText } from './cases.ts';
import { byId, caseCard, seen } from './cases-card.ts';

/** Facts the law counts by, put right with a ground; and an author's word that ends nothing by itself. */

export const correctReceipt = defineRoute({
  id: 'cases.correct-receipt',
  method: 'POST',
  path: '/api/cases/:id/receipt',
  access: { permission: 'cases.triage' },
  summary:
    'Исправить, когда поступило; прежнее значение, прежний срок и основание остаются в деле и в журнале',
  params: byId,
  body: z.object({
    ...seen,
    receivedAt: instant,
    ground: personText(1000).min(3, 'Назовите основание'),
  }),
  reply: caseCard,
});

export const recordWithdrawal = defineRoute({
  id: 'cases.record-withdrawal',
  method: 'POST',
  path: '/api/cases/:id/withdrawal',
  access: { permission: 'cases.triage' },
  summary:
    'Записать, что автор отозвал обращение, или снять такую запись; рассмотрение от этого не прекращается',
  params: byId,
  body: z.object({
    ...seen,
    /** False takes the record back: it was put down by mistake, or the author thought better of it. */
    isWithdrawn: z.boolean(),
    text: personText(1000).min(3, 'Напишите, когда и как автор об этом сказал'),
  }),
  reply: caseCard,
});
