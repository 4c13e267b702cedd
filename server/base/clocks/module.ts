import {
  addDuty as addDutyRoute,
  cancelDuty as cancelDutyRoute,
  listDuty as listDutyRoute,
} from '../../../shared/contract/base/clocks.ts';
import { provideChecks } from '../../lib/health/health-check.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { addDuty, cancelDuty, listDuty } from './duty.ts';
import { rosterCheck } from './health.ts';
import { clocksSweepJob, sweepClocks } from './sweep.ts';
import { warnHole, warnHoleJob } from './warn-hole.ts';

export const clocksModule: ModuleManifest = {
  name: 'clocks',
  permissions: { 'clocks.keep-duty': 'Назначать дежурных' },
  routes: [
    handle(listDutyRoute, listDuty),
    handle(addDutyRoute, addDuty),
    handle(cancelDutyRoute, cancelDuty),
  ],
  provides: provideChecks(rosterCheck),
  jobs: [
    work(clocksSweepJob, sweepClocks, { cron: '* * * * *' }),
    work(warnHoleJob, warnHole, { cron: '5 * * * *' }),
  ],
};
