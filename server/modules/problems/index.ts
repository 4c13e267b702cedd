export { problemsOf } from './card.ts';
export { problemsModule } from './module.ts';
