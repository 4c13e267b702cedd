export { enterMissingLines } from './enter-missing.ts';
export { officeModule } from './module.ts';
