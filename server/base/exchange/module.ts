import * as contract from '../../../shared/contract/base/exchange.ts';
import { provideChecks } from '../../lib/health/health-check.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { listExchange, setSystem } from './board.ts';
import { exchangeCheck } from './health.ts';
import { watchExchange, watchJob } from './watch.ts';

export const exchangeModule: ModuleManifest = {
  name: 'exchange',
  permissions: { 'exchange.manage': 'Следить за обменом с внешними системами' },
  routes: [handle(contract.listExchange, listExchange), handle(contract.setSystem, setSystem)],
  provides: provideChecks(exchangeCheck),
  jobs: [work(watchJob, watchExchange, { cron: '*/5 * * * *' })],
};
