export { followsModule } from './module.ts';
