import { z } from 'zod';
import {
  differenceDecision,
  differenceSides,
  tableHead,
  tableMapping,
  tableTotals,
} from '../outside-tables.ts';
import { isoDate, pageQuery } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';

/** ПОС without an official interface: its tables come in, are compared with our register, and ours go out in its columns. */

export const posFields = [
  ...(['externalId', 'receivedAt', 'status', 'dueOn', 'theme', 'text'] as const),
  ...(['address', 'answer', 'answeredAt', 'executor'] as const),
] as const;
export type PosField = (typeof posFields)[number];

export const differenceKinds = ['missing-here', 'missing-there', 'status', 'term', 'answer'] as const;
export const differenceKind = z.enum(differenceKinds);
export type DifferenceKind = z.infer<typeof differenceKind>;

export const snapshot = z.object({
  ...tableHead,
  comparedAt: z.string().nullable(),
  /** How many each side has, how many are alike, how many wait for a decision; null before the comparison. */
  totals: z
    .object({
      theirs: z.number(),
      ours: z.number(),
      alike: z.number(),
      ...tableTotals,
    })
    .nullable(),
});
export type Snapshot = z.infer<typeof snapshot>;

export const difference = z.object({
  id: z.string(),
  kind: differenceKind,
  externalId: z.string(),
  caseNumber: z.string().nullable(),
  ...differenceSides,
});
export type Difference = z.infer<typeof difference>;

const byId = z.object({ id: z.uuid('Такой сверки нет') });
const access = { permission: 'reconcile.run' } as const;

export const uploadSnapshot = defineRoute({
  id: 'reconcile.upload-snapshot',
  method: 'POST',
  path: '/api/reconcile/snapshots',
  access,
  summary: 'Загрузить таблицу ПОС для сверки',
  upload: true,
  reply: snapshot,
});

export const listSnapshots = defineRoute({
  id: 'reconcile.list-snapshots',
  method: 'GET',
  path: '/api/reconcile/snapshots',
  access,
  summary: 'Прошлые сверки и столбцы ПОС',
  reply: z.object({
    tables: z.array(snapshot),
    fields: z.array(z.object({ field: z.enum(posFields), title: z.string() })),
    /** The names of columns and states are not confirmed by public texts. */
    isUnverified: z.boolean(),
    legal: z.string(),
  }),
});

export const getSnapshot = defineRoute({
  id: 'reconcile.get-snapshot',
  method: 'GET',
  path: '/api/reconcile/snapshots/:id',
  access,
  summary: 'Одна сверка',
  params: byId,
  reply: snapshot,
});

export const compareSnapshot = defineRoute({
  id: 'reconcile.compare-snapshot',
  method: 'POST',
  path: '/api/reconcile/snapshots/:id/comparison',
  access,
  summary: 'Сверить таблицу с реестром; ничего не меняется',
  params: byId,
  body: tableMapping,
  reply: snapshot,
});

export const listDifferences = defineRoute({
  id: 'reconcile.list-differences',
  method: 'GET',
  path: '/api/reconcile/snapshots/:id/differences',
  access,
  summary: 'Расхождения одного вида, обе стороны',
  params: byId,
  query: z.object({ ...pageQuery, kind: differenceKind }),
  reply: z.object({ differences: z.array(difference), next: z.string().nullable() }),
});

export const decideDifference = defineRoute({
  id: 'reconcile.decide-difference',
  method: 'POST',
  path: '/api/reconcile/differences/:id/decision',
  access,
  summary: 'Взять из ПОС или оставить наше',
  params: byId,
  body: z.object({ decision: differenceDecision }),
  reply: difference,
});

export const exportForPos = defineReportRoute({
  id: 'reconcile.export-for-pos',
  path: '/api/reconcile/export',
  access,
  summary: 'Сообщения ПОС из нашего реестра в столбцах ПОС',
  query: { from: isoDate, to: isoDate },
});
