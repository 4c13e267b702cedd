import * as practice from '../../../shared/contract/group/practices.ts';
import * as contract from '../../../shared/contract/group/recommendations.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { seedDemoRecommendations } from './demo.ts';
import { measureDue, measureJob } from './effect.ts';
import { effectPack } from './pack.ts';
import * as practices from './practices.ts';
import * as recommendations from './recommendations.ts';

export const recommendationsModule: ModuleManifest = {
  name: 'recommendations',
  permissions: { 'recommendations.decide': 'Принимать и отклонять рекомендации рабочей группы' },
  routes: [
    handle(contract.listRecommendations, recommendations.list),
    handle(contract.getRecommendation, recommendations.get),
    handle(contract.addRecommendation, recommendations.add),
    handle(contract.changeRecommendation, recommendations.change),
    handle(contract.decideRecommendation, recommendations.decide),
    handle(contract.applyRecommendation, recommendations.apply),
    handle(practice.listPractices, practices.list),
    handle(practice.getPractice, practices.get),
    handle(practice.addPractice, practices.add),
    handle(practice.changePractice, practices.change),
    handle(practice.startPractice, practices.start),
    handle(practice.markStep, practices.markStep),
  ],
  // By night, when the day before is over: effects are kept as they were counted once.
  jobs: [work(measureJob, measureDue, { cron: '40 21 * * *' })],
  seed: async (ctx) => {
    if (ctx.config.isDemo) await seedDemoRecommendations(ctx);
  },
  start: async () => {
    effectPack.read();
  },
};
