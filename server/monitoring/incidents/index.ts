export { incidentsModule } from './module.ts';
export { type FoundBy, type PostWorth, postWorth } from './worth.ts';
