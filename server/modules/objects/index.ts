export { objectsModule } from './module.ts';
