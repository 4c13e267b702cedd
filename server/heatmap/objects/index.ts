export { objectsModule } from './module.ts';
export { countTop } from './top.ts';
