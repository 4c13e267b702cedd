import type { WordOutcome } from '../../../../shared/contract/base/promises.ts';
import { addDays, weekOf } from '../../../../shared/text/periods.ts';

/** A week of the picture by its Monday, `YYYY-MM-DD`, and what came of the promises whose term is in it. */
export interface WordWeek extends Record<WordOutcome, number> {
  monday: string;
  isNow: boolean;
}

const none = { kept: 0, broken: 0, unproven: 0, ahead: 0 };

/** The first day of the weeks looked back on, this one among them. */
export const firstDayOf = (today: string, weeks: number): string =>
  addDays(weekOf(today).from, -7 * (weeks - 1));

/** Weeks from the first looked back on to the last ahead, each with its promises by outcome; those beyond are not among them. */
export function countByWeek(
  promises: readonly { dueOn: string; outcome: WordOutcome }[],
  { today, weeks, weeksAhead }: { today: string; weeks: number; weeksAhead: number },
): WordWeek[] {
  const first = firstDayOf(today, weeks);
  const now = weekOf(today).from;
  const byWeek = Map.groupBy(promises, ({ dueOn }) => weekOf(dueOn).from);
  return Array.from({ length: weeks + weeksAhead }, (_, at) => {
    const monday = addDays(first, 7 * at);
    const week: WordWeek = { monday, isNow: monday === now, ...none };
    for (const { outcome } of byWeek.get(monday) ?? []) week[outcome] += 1;
    return week;
  });
}
