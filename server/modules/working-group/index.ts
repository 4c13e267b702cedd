export { workingGroupModule } from './module.ts';
