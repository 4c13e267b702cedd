import * as contract from '../../../shared/contract/group/roadmap.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { seedDemoRoadmap } from './demo.ts';
import * as measures from './measures.ts';
import { roadmapPack } from './pack.ts';

export const roadmapModule: ModuleManifest = {
  name: 'roadmap',
  routes: [
    handle(contract.getRoadmap, measures.get),
    handle(contract.fillRoadmap, measures.fill),
    handle(contract.addMeasure, measures.add),
    handle(contract.changeMeasure, measures.change),
    handle(contract.removeMeasure, measures.remove),
    handle(contract.markProgress, measures.mark),
    handle(contract.listProgress, measures.listProgress),
  ],
  seed: async (ctx) => {
    if (ctx.config.isDemo) await seedDemoRoadmap(ctx);
  },
  start: async () => {
    roadmapPack.read();
  },
};
