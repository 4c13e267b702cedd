export type { KeeperFacts } from './facts.ts';
export { backupsModule } from './module.ts';
