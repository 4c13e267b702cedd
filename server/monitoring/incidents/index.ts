export { incidentsModule } from './module.ts';
export { postWorth } from './worth.ts';
