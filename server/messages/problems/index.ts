export { burstPack, type RisingRule } from './burst-pack.ts';
export { problemsOf, readProblem } from './card.ts';
export { createByHand as createProblem } from './create.ts';
export { problemsModule } from './module.ts';
export { tellBursts } from './tell-bursts.ts';
