export { readRoadmap } from './measures.ts';
export { roadmapModule } from './module.ts';
