export { controlModule } from './module.ts';
export { learnRates } from './risks.ts';
export { sweepClocks } from './sweep.ts';
