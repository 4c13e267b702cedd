export { indicatorsModule } from './module.ts';
export { indicatorPack } from './pack.ts';
export { readIndicators, readShares } from './read.ts';
export { readTrend } from './trend.ts';
