export { burstPack, type RisingRule } from './burst-pack.ts';
export { problemsOf } from './card.ts';
export { create as createProblem } from './create.ts';
export { problemsModule } from './module.ts';
