import * as contract from '../../../shared/contract/group/head-reports.ts';
import { headSheet } from '../../../shared/contract/group/head-sheet.ts';
import { giveOrder, listOrders } from '../../../shared/contract/group/orders.ts';
import { documentAccess } from '../../base/signatures/index.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { numberedPapers } from '../city-numbers/index.ts';
import { composeJob, composeMonthly, composeReport, monthlyJob, runStep } from './compose.ts';
import { orderOnWarning } from './orders/give-order.ts';
import { listWarningOrders } from './orders/list-orders.ts';
import { reportPack } from './pack.ts';
import { downloadReport } from './paper.ts';
import * as reports from './reports.ts';
import { readSheet } from './sheet/sheet.ts';
import { accessReport, signReport } from './sign.ts';

export const headReportsModule: ModuleManifest = {
  name: 'head-reports',
  permissions: {
    'head-reports.read': 'Читать отчёты главе',
    'head-reports.keep': 'Собирать отчёты главе, пояснять их и отправлять',
    'head-reports.sign': 'Подписывать отчёты главе',
    'head-reports.resolve': 'Накладывать резолюцию на отчёты',
  },
  routes: [
    handle(contract.listReports, reports.listReports),
    handle(contract.getReport, reports.getReport),
    handle(contract.composeReport, composeReport),
    handle(contract.commentReport, reports.commentReport),
    handle(contract.signReport, signReport, { transaction: 'none', perMinute: 20 }),
    handle(contract.sendReport, reports.sendReport),
    handle(contract.resolveReport, reports.resolveReport),
    handle(contract.downloadReport, downloadReport),
    handle(headSheet, readSheet),
    handle(giveOrder, orderOnWarning),
    handle(listOrders, listWarningOrders),
  ],
  jobs: [work(composeJob, runStep), work(monthlyJob, composeMonthly, { cron: '10 2 * * *' })],
  provides: [
    provide(documentAccess, accessReport, 'head-report'),
    provide(numberedPapers, reports.numberedReports, reports.numberedReports.kind),
  ],
  start: async () => {
    reportPack.read();
  },
};
