import { readHealth } from '../../../shared/contract/base/health.ts';
import { provideChecks, provideOutside } from '../../lib/health/health-check.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import {
  accountsCheck,
  archiverCheck,
  databaseCheck,
  healthStart,
  migrationsCheck,
  queueCheck,
} from './database-checks.ts';
import { describeHealth } from './gather.ts';
import { addressCheck, demoCheck, namesCheck, packsCheck, proxyCheck } from './settings-checks.ts';
import { siteCheck } from './site-check.ts';
import { upkeepCheck } from './upkeep-check.ts';
import { watchHealth, watchHealthJob } from './watch.ts';

export const healthModule: ModuleManifest = {
  name: 'health',
  permissions: { 'health.read': 'Видеть состояние установки' },
  routes: [handle(readHealth, describeHealth, { perMinute: 60 })],
  provides: [
    ...provideOutside(siteCheck),
    ...provideChecks(
      databaseCheck,
      upkeepCheck,
      migrationsCheck,
      accountsCheck,
      archiverCheck,
      queueCheck,
      addressCheck,
      namesCheck,
      proxyCheck,
      packsCheck,
      demoCheck,
    ),
  ],
  jobs: [work(watchHealthJob, watchHealth, { cron: '*/5 * * * *' })],
  async start(services) {
    healthStart.set(services, services.now());
  },
};
