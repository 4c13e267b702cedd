export { measureJob } from './effect.ts';
export { recommendationsModule } from './module.ts';
