export { incidentsModule } from './module.ts';
export { type PostWorth, postWorth } from './worth.ts';
