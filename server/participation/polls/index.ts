export { pollsModule } from './module.ts';
