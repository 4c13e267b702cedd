export { controlModule } from './module.ts';
