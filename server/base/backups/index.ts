export { type Erasure, eraseAgain, eraseWhatCameBack, leaveErasures } from './erase-again.ts';
export type { KeeperFacts } from './facts.ts';
export { backupsModule } from './module.ts';
