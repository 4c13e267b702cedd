import { addDuty, cancelDuty, listDuty } from '../../../shared/contract/base/clocks.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { add, cancel, list } from './duty.ts';
import { clocksSweepJob, sweepClocks } from './sweep.ts';

export const clocksModule: ModuleManifest = {
  name: 'clocks',
  permissions: { 'clocks.keep-duty': 'Назначать дежурных' },
  routes: [handle(listDuty, list), handle(addDuty, add), handle(cancelDuty, cancel)],
  jobs: [work(clocksSweepJob, sweepClocks, { cron: '* * * * *' })],
};
