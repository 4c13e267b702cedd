export { enterMissingLines } from './enter-missing.ts';
export { officeModule } from './module.ts';
export { officeOf } from './settings.ts';
