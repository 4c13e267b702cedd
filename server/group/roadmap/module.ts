import * as contract from '../../../shared/contract/group/roadmap.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { seedDemoRoadmap } from './demo.ts';
import * as measures from './measures.ts';
import { roadmapPack } from './pack.ts';

export const roadmapModule: ModuleManifest = {
  name: 'roadmap',
  routes: [
    handle(contract.getRoadmap, measures.getRoadmap),
    handle(contract.fillRoadmap, measures.fillRoadmap),
    handle(contract.addMeasure, measures.addMeasure),
    handle(contract.changeMeasure, measures.changeMeasure),
    handle(contract.removeMeasure, measures.removeMeasure),
    handle(contract.markProgress, measures.markProgress),
    handle(contract.listProgress, measures.listProgress),
  ],
  seed: async (ctx) => {
    if (ctx.config.isDemo) await seedDemoRoadmap(ctx);
  },
  start: async () => {
    roadmapPack.read();
  },
};
