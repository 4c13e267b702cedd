export { indicatorsModule } from './module.ts';
export { readIndicators } from './read.ts';
