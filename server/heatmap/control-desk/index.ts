export { controlDeskModule } from './module.ts';
