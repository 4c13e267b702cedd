import { z } from 'zod';
import { isoDate, pageQuery } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';

export const auditRecord = z.object({
  seq: z.number(),
  at: z.string(),
  actor: z.string(),
  actorName: z.string(),
  action: z.string(),
  object: z.string(),
  objectId: z.string(),
  data: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type AuditRecord = z.infer<typeof auditRecord>;

const filter = {
  /** Whose acts: `staff:<id>`, or all of a kind: `resident:`, `link:`, `system:`. */
  actor: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
  object: z.string().max(60).optional(),
  objectId: z.string().max(100).optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
};

export const listAuditRecords = defineRoute({
  id: 'audit.list-records',
  method: 'GET',
  path: '/api/audit/records',
  access: { permission: 'audit.read' },
  summary: 'Журнал: записи с отбором',
  query: z.object({ ...pageQuery, ...filter }),
  reply: z.object({
    records: z.array(auditRecord),
    next: z.string().nullable(),
    actions: z.array(z.string()),
    objects: z.array(z.string()),
    /** Staff the journal names, by the reference of their records. */
    people: z.array(z.object({ actor: z.string(), name: z.string() })),
  }),
});

export const exportAuditRecords = defineReportRoute({
  id: 'audit.export-records',
  path: '/api/audit/records/file',
  access: { permission: 'audit.read' },
  summary: 'Журнал файлом по тому же отбору; выгрузка сама становится записью журнала',
  query: filter,
});

export const verifyAuditChain = defineRoute({
  id: 'audit.verify-chain',
  method: 'POST',
  path: '/api/audit/verify',
  access: { permission: 'audit.read' },
  summary: 'Проверить цепочку журнала',
  readOnly: true,
  reply: z.object({
    checked: z.number(),
    fault: z.object({ seq: z.number(), reason: z.string() }).nullable(),
    /** False where the server works under an account that could change the record: one that owns the tables, say. */
    isProtected: z.boolean(),
  }),
});

export const dayRoots = defineRoute({
  id: 'audit.list-day-roots',
  method: 'GET',
  path: '/api/audit/days',
  access: { permission: 'audit.read' },
  summary: 'Корни журнала по дням: их печатают в протоколах и отчётах',
  reply: z.object({
    days: z.array(z.object({ day: isoDate, firstSeq: z.number(), lastSeq: z.number(), root: z.string() })),
  }),
});

export const exportProof = defineRoute({
  id: 'audit.export-proof',
  method: 'GET',
  path: '/api/audit/records/:seq/proof',
  access: { permission: 'audit.read' },
  summary: 'Доказательство, что запись была в журнале своего дня: файл для проверки без базы',
  params: z.object({ seq: z.coerce.number().int().min(1) }),
  reply: z.unknown(),
  download: true,
});
