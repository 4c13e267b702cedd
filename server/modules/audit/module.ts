import { exportAuditRecords, listAuditRecords, verifyAuditChain } from '../../../shared/contract/audit.ts';
import { handle, type ModuleManifest } from '../../lib/module.ts';
import { verifyChain } from './chain.ts';
import { exportRecords } from './export.ts';
import { listRecords } from './journal.ts';

export const auditModule: ModuleManifest = {
  name: 'audit',
  permissions: { 'audit.read': 'Читать журнал и проверять его цепочку' },
  routes: [
    handle(listAuditRecords, listRecords),
    handle(exportAuditRecords, exportRecords, { perMinute: 10 }),
    handle(verifyAuditChain, (ctx) => verifyChain(ctx.db)),
  ],
};
