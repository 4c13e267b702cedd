export { type Erasure, eraseAgain, eraseWhatCameBack, leaveErasures } from './erase-again.ts';
export type { KeeperFacts } from './facts.ts';
export { ownCopies } from './judge.ts';
export { backupsModule } from './module.ts';
