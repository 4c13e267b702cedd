export { countIn } from './links.ts';
export { countedModule } from './module.ts';
export { findSources } from './sources.ts';
export { changeGround, createGround, recordGroundResult } from './write.ts';
