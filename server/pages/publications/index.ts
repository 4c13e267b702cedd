export { publicationsModule } from './module.ts';
