import * as contract from '../../../shared/contract/group/head-reports.ts';
import { documentAccess } from '../../base/signatures/index.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { compose, composeJob, composeMonthly, monthlyJob, runStep } from './compose.ts';
import { seedDemoReports } from './demo.ts';
import { reportPack } from './pack.ts';
import { download } from './paper.ts';
import * as reports from './reports.ts';
import { accessReport, sign } from './sign.ts';

export const headReportsModule: ModuleManifest = {
  name: 'head-reports',
  permissions: {
    'head-reports.read': 'Читать отчёты главе',
    'head-reports.keep': 'Собирать отчёты главе, пояснять их и отправлять',
    'head-reports.sign': 'Подписывать отчёты главе',
    'head-reports.resolve': 'Накладывать резолюцию на отчёты',
  },
  routes: [
    handle(contract.listReports, reports.list),
    handle(contract.getReport, reports.get),
    handle(contract.latestReport, reports.latest),
    handle(contract.composeReport, compose),
    handle(contract.commentReport, reports.comment),
    handle(contract.signReport, sign, { transaction: 'none', perMinute: 20 }),
    handle(contract.sendReport, reports.send),
    handle(contract.resolveReport, reports.resolve),
    handle(contract.downloadReport, download),
  ],
  jobs: [work(composeJob, runStep), work(monthlyJob, composeMonthly, { cron: '10 2 * * *' })],
  seed: async (ctx) => {
    if (ctx.config.isDemo) await seedDemoReports(ctx);
  },
  provides: [provide(documentAccess, accessReport, 'head-report')],
  start: async () => {
    reportPack.read();
  },
};
