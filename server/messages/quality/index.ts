export { findFlags } from './flags.ts';
export { qualityModule } from './module.ts';
