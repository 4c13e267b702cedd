import type { ConflictState } from '../../../shared/contract/monitoring/conflicts.ts';

/** What a person does with a conflict. */
export const conflictActs = [
  'change',
  'take',
  'part',
  'play',
  'mark',
  'call',
  'review',
  'close',
  'reopen',
] as const;
export type ConflictAct = (typeof conflictActs)[number];

const running = ['open', 'led'] as const;

/** From which states each act may be done: whatever is not here is refused. */
const from: Record<ConflictAct, readonly ConflictState[]> = {
  change: running,
  // Another may take it over from whoever leads it.
  take: running,
  part: running,
  play: running,
  mark: running,
  call: running,
  review: ['open', 'led', 'closed'],
  close: ['led'],
  reopen: ['closed'],
};

export const mayFrom = (act: ConflictAct, state: ConflictState): boolean => from[act].includes(state);
