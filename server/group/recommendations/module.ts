import * as practice from '../../../shared/contract/group/practices.ts';
import * as contract from '../../../shared/contract/group/recommendations.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { practiceSource } from '../../monitoring/conflicts/index.ts';
import { seedDemoRecommendations } from './demo.ts';
import { measureDue, measureJob } from './effect.ts';
import { conflictPractices } from './on-conflicts.ts';
import { effectPack } from './pack.ts';
import * as practices from './practices.ts';
import * as recommendations from './recommendations.ts';

export const recommendationsModule: ModuleManifest = {
  name: 'recommendations',
  permissions: { 'recommendations.decide': 'Принимать и отклонять рекомендации рабочей группы' },
  routes: [
    handle(contract.listRecommendations, recommendations.listRecommendations),
    handle(contract.getRecommendation, recommendations.getRecommendation),
    handle(contract.addRecommendation, recommendations.addRecommendation),
    handle(contract.changeRecommendation, recommendations.changeRecommendation),
    handle(contract.decideRecommendation, recommendations.decideRecommendation),
    handle(contract.applyRecommendation, recommendations.applyRecommendation),
    handle(practice.listPractices, practices.listPractices),
    handle(practice.getPractice, practices.getPractice),
    handle(practice.addPractice, practices.addPractice),
    handle(practice.changePractice, practices.changePractice),
    handle(practice.startPractice, practices.startPractice),
    handle(practice.markStep, practices.markStep),
  ],
  // By night, when the day before is over: effects are kept as they were counted once.
  jobs: [work(measureJob, measureDue, { cron: '40 21 * * *' })],
  provides: [provide(practiceSource, conflictPractices, 'recommendations')],
  seed: async (ctx) => {
    if (ctx.config.isDemo) await seedDemoRecommendations(ctx);
  },
  start: async () => {
    effectPack.read();
  },
};
