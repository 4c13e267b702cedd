export { createOutage, endOutage, moveTerm } from './keep.ts';
export { outagesModule } from './module.ts';
