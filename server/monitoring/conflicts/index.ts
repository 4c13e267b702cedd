export { conflictsModule } from './module.ts';
export { type Practice, type PracticeSource, practiceSource } from './playbook-source.ts';
export { listPracticeRuns } from './practice-runs.ts';
export { lawfulRemoval } from './signals/watch-gone.ts';
export { addConflictLine, type ToldConflict, tellConflicts } from './told.ts';
