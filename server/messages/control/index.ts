export { controlModule } from './module.ts';
export { learnRates } from './risks.ts';
