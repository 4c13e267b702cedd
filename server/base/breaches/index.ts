export { breachesModule } from './module.ts';
export { readingCases } from './readings.ts';
