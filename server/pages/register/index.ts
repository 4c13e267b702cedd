export { registerModule } from './module.ts';
