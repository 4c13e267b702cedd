export { heatmapModule } from './module.ts';
