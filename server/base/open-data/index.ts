export { noteOpenRecords } from './compare.ts';
export { openDataModule } from './module.ts';
export { defineOpenSet, openSet } from './set.ts';
