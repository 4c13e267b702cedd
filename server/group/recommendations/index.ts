export { recommendationsModule } from './module.ts';
