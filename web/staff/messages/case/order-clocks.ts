import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';

export type Clock = CaseCard['clocks'][number];

/** Terms shown at once: the running ones first, then the latest that are over, then those another took the place of. */
const shown = 3;

export function orderClocks(clocks: readonly Clock[]): Clock[] {
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null);
  const stopped = clocks.filter(({ stoppedAt }) => stoppedAt !== null).toReversed();
  running.sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  const [replaced, ended] = [true, false].map((one) =>
    stopped.filter((clock) => isReplaced(clock, clocks) === one),
  );
  const ordered = [...running, ...ended!, ...replaced!];
  const first = ordered.slice(0, shown);
  // Stages come and go; the term of the answer is what the case is about, so it is never left out.
  const main = ordered.find(({ kind }) => kind === 'answer' || kind === 'promise');
  return main && !first.includes(main) ? [...first.slice(0, -1), main] : first;
}

/**
 * A topic that became known counts the term anew from the same start: the former one did not end «в срок», nothing was
 * answered by it.
 */
export function isReplaced(clock: Clock, all: readonly Clock[]): boolean {
  const later = all.slice(all.indexOf(clock) + 1);
  return (
    clock.stoppedAt !== null &&
    later.some(({ kind, startedAt }) => kind === clock.kind && startedAt === clock.startedAt)
  );
}
