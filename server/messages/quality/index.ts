export { findFlags } from './flags.ts';
export { qualityModule } from './module.ts';
export { errorKinds, listAnswerErrors } from './reviews.ts';
