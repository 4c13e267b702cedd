export { findCountableMeasures } from './for-counting.ts';
export { readRoadmap } from './measures.ts';
export { roadmapModule } from './module.ts';
