import * as contract from '../../../shared/contract/base/backups.ts';
import { provideChecks } from '../../lib/health/health-check.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { readinessLines } from '../../lib/readiness.ts';
import { backupsCheck } from './health.ts';
import { listBackupLines } from './readiness.ts';
import { askForWork, describeBackups, serverStart } from './state.ts';
import { askEachNight, nightlyBackupsJob, watchBackups, watchBackupsJob } from './watch.ts';

export const backupsModule: ModuleManifest = {
  name: 'backups',
  permissions: { 'backups.manage': 'Следить за резервными копиями' },
  routes: [
    handle(contract.readBackups, describeBackups),
    handle(contract.askBackup, askForWork, { perMinute: 20 }),
  ],
  provides: [provide(readinessLines, listBackupLines, 'backups'), ...provideChecks(backupsCheck)],
  async start(services) {
    serverStart.set(services, services.now());
  },
  jobs: [
    work(watchBackupsJob, watchBackups, { cron: '*/5 * * * *' }),
    work(nightlyBackupsJob, askEachNight, { cron: '7 * * * *' }),
  ],
};
