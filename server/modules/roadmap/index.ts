export { roadmapModule } from './module.ts';
