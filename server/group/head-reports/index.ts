export { headReportsModule } from './module.ts';
