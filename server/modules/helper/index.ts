export { helperModule } from './module.ts';
