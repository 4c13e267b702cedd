import type { BreachTermState } from '../../../shared/contract/base/breaches.ts';
import { HOUR } from '../../../shared/time.ts';
import type { BreachRules } from './pack.ts';

/** The two terms of a breach: hours by the clock from its discovery, whatever the day, the hour and the calendar are. */
export const breachTermsOf = (
  discoveredAt: Date,
  { initialHours, resultsHours }: Pick<BreachRules, 'initialHours' | 'resultsHours'>,
): { initialDueAt: Date; resultsDueAt: Date } => ({
  initialDueAt: new Date(discoveredAt.getTime() + initialHours * HOUR),
  resultsDueAt: new Date(discoveredAt.getTime() + resultsHours * HOUR),
});

interface Owed {
  dueAt: Date;
  sentAt: Date | null;
  /** It was no breach: nothing is owed any more. */
  isDismissed: boolean;
}

/** How a notice stands to its term; the very moment of the end is in time. */
export function judgeBreachTerm({ dueAt, sentAt, isDismissed }: Owed, now: Date): BreachTermState {
  if (sentAt) return sentAt <= dueAt ? 'kept' : 'broken';
  if (isDismissed) return 'ended';
  return now <= dueAt ? 'runs' : 'late';
}

/** Before the law that asks it nobody kept a register of breaches: an earlier moment is a slip of the hand. */
const EARLIEST = new Date('2006-07-27T00:00:00Z');

/** What is wrong with a moment a person says; null = nothing. `since` is what it cannot be before. */
export function findMomentFault(at: Date, now: Date, since: Date = EARLIEST): string | null {
  if (at > now) return 'Этот момент ещё не наступил';
  if (at < EARLIEST) return 'Проверьте год';
  return at < since ? 'Раньше этого быть не могло: проверьте день и время' : null;
}
