export { problemsModule } from './module.ts';
