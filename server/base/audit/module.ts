import {
  dayRoots,
  exportProof,
  listAuditRecords,
  verifyAuditChain,
} from '../../../shared/contract/base/audit.ts';
import { isRecordProtected } from '../../lib/database/accounts.ts';
import { provideChecks } from '../../lib/health/health-check.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { verifyChain } from './chain.ts';
import { downloadProof, listRoots, rootsJob, sealDays } from './day-roots.ts';
import { journalFile } from './export.ts';
import { recordCheck } from './health.ts';
import { listRecords } from './journal.ts';
import { daysPublished, publishDays, publishDaysJob } from './publish.ts';

export const auditModule: ModuleManifest = {
  name: 'audit',
  permissions: { 'audit.read': 'Читать журнал и проверять его цепочку' },
  routes: [
    handle(listAuditRecords, listRecords),
    journalFile,
    handle(verifyAuditChain, async (ctx) => ({
      ...(await verifyChain(ctx.db)),
      isProtected: await isRecordProtected(ctx.db),
    })),
    handle(dayRoots, listRoots),
    handle(exportProof, downloadProof, { perMinute: 60 }),
  ],
  events: [daysPublished],
  provides: provideChecks(recordCheck),
  jobs: [
    work(rootsJob, sealDays, { cron: '9 * * * *' }),
    work(publishDaysJob, publishDays, { cron: '39 * * * *' }),
  ],
};
