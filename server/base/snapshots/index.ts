export { renderSnapshot } from './files.ts';
export { snapshotsModule } from './module.ts';
export { recountOf } from './recount.ts';
export { type FreezeInput, freezeSnapshot, readSnapshot, type Snapshot as SnapshotOf } from './snapshot.ts';
