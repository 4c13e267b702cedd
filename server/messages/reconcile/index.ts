export { reconcileModule } from './module.ts';
