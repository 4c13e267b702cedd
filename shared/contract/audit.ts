import { z } from 'zod';
import { isoDate, pageQuery } from './paging.ts';
import { defineRoute } from './route.ts';

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

export const listAuditRecords = defineRoute({
  id: 'audit.list-records',
  method: 'GET',
  path: '/api/audit/records',
  access: { permission: 'audit.read' },
  summary: 'Журнал: записи с отбором',
  query: z.object({
    ...pageQuery,
    actor: z.string().max(100).optional(),
    action: z.string().max(100).optional(),
    object: z.string().max(60).optional(),
    objectId: z.string().max(100).optional(),
    from: isoDate.optional(),
    to: isoDate.optional(),
  }),
  reply: z.object({
    records: z.array(auditRecord),
    next: z.string().nullable(),
    actions: z.array(z.string()),
  }),
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
  }),
});
