export { qualityModule } from './module.ts';
