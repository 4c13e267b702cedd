export { incidentsModule } from './module.ts';
export { type PostWorth, postWorth, type SourcePage } from './worth.ts';
