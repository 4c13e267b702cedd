export { incidentsModule } from './module.ts';
