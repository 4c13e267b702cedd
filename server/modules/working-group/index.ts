export { chairOn } from './members.ts';
export { workingGroupModule } from './module.ts';
