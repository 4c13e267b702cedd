import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { caseFilter } from './cases-list.ts';
import { bulkAction } from './cases-triage.ts';

/** One action over every case of a filter, in the background: checked first, then done, and taken back within ten minutes. */

export const bulkStates = ['checking', 'ready', 'running', 'done', 'cancelled', 'undoing', 'undone'] as const;

export const bulkRun = z.object({
  id: z.string(),
  action: bulkAction,
  state: z.enum(bulkStates),
  total: z.number(),
  /** Looked at in the state it is in: of `total` while checking, of what may be changed while running. */
  passed: z.number(),
  ready: z.number(),
  done: z.number(),
  refused: z.number(),
  undone: z.number(),
  kept: z.number(),
  isCancelling: z.boolean(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  /** Until when it may be taken back. */
  undoUntil: z.string().nullable(),
  /** Why some stay as they are: each reason with how many and a few of their numbers. */
  refusals: z.array(z.object({ reason: z.string(), count: z.number(), numbers: z.array(z.string()) })),
  can: z.array(z.enum(['start', 'cancel', 'undo'])),
});
export type BulkRun = z.infer<typeof bulkRun>;

const byId = z.object({ id: z.uuid('Такого действия нет') });

export const createBulkRun = defineRoute({
  id: 'cases.create-bulk-run',
  method: 'POST',
  path: '/api/bulk-runs',
  access: { permission: 'cases.bulk' },
  summary: 'Проверить действие над всеми делами по отбору',
  body: z.object({ filter: caseFilter, action: bulkAction }),
  reply: bulkRun,
});

export const listBulkRuns = defineRoute({
  id: 'cases.list-bulk-runs',
  method: 'GET',
  path: '/api/bulk-runs',
  access: { permission: 'cases.bulk' },
  summary: 'Свои действия над многими делами за последний час',
  reply: z.object({ runs: z.array(bulkRun) }),
});

export const getBulkRun = defineRoute({
  id: 'cases.get-bulk-run',
  method: 'GET',
  path: '/api/bulk-runs/:id',
  access: { permission: 'cases.bulk' },
  summary: 'Ход действия над многими делами',
  params: byId,
  reply: bulkRun,
});

export const startBulkRun = defineRoute({
  id: 'cases.start-bulk-run',
  method: 'POST',
  path: '/api/bulk-runs/:id/start',
  access: { permission: 'cases.bulk' },
  summary: 'Выполнить проверенное действие',
  params: byId,
  reply: bulkRun,
});

export const cancelBulkRun = defineRoute({
  id: 'cases.cancel-bulk-run',
  method: 'POST',
  path: '/api/bulk-runs/:id/cancel',
  access: { permission: 'cases.bulk' },
  summary: 'Остановить действие; сделанное остаётся',
  params: byId,
  reply: bulkRun,
});

export const undoBulkRun = defineRoute({
  id: 'cases.undo-bulk-run',
  method: 'POST',
  path: '/api/bulk-runs/:id/undo',
  access: { permission: 'cases.bulk' },
  summary: 'Вернуть всё, что сделало действие',
  params: byId,
  reply: bulkRun,
});
