import { type ModuleManifest, work } from '../../lib/module.ts';
import { controlSweepJob, sweepClocks } from './sweep.ts';

export const controlModule: ModuleManifest = {
  name: 'control',
  jobs: [work(controlSweepJob, sweepClocks, { cron: '* * * * *' })],
};
