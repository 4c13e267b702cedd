import type { PaperState } from '../../../shared/contract/group/interaction.ts';

interface Awaited {
  due_on: string | null;
  closed_on: string | null;
  /** Day of the paper that answers it. */
  answered_on: string | null;
}

/** Where a paper stands on a day: told by its days, so that nobody has to mark it overdue. */
export function paperStateOn({ due_on, closed_on, answered_on }: Awaited, today: string): PaperState {
  if (answered_on) return due_on !== null && answered_on > due_on ? 'answered-late' : 'answered';
  if (closed_on) return 'closed';
  if (due_on === null) return 'noted';
  return due_on < today ? 'overdue' : 'waiting';
}
