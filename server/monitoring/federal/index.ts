export { federalModule } from './module.ts';
