import { type AgeingWeek, cohortAges } from '../../../shared/contract/heatmap/analysis.ts';
import { addDays } from '../../../shared/text/periods.ts';
import type { CohortSpan } from '../../messages/cases/index.ts';

const OLDEST = Math.max(...cohortAges);

interface Weeks {
  /** The last Sunday. */
  last: string;
  /** Weeks up to it. */
  count: number;
}

/**
 * Weeks of spans whose bounds are ends of weeks, the first shown being the fourteenth of them: their cohorts as they age, and what was open
 * on their Sundays by age. A span is between bounds, so that a sum of them is what the list of that Sunday holds. Weeks before the first
 * case are left out. Pure.
 */
export function layOutWeeks(spans: readonly CohortSpan[], { last, count }: Weeks): AgeingWeek[] {
  const end = OLDEST + count;
  // Of cases born before bound `b` and after the one before it, those open at bound `t`.
  const open = Array.from({ length: end + 2 }, () => new Int32Array(end + 2));
  const received = new Int32Array(end + 2);
  for (const { born, since, until, isFirst, count: cases } of spans) {
    if (isFirst) received[born] = (received[born] ?? 0) + cases;
    for (let at = since; at < Math.min(until, end + 1); at += 1) open[born]![at]! += cases;
  }
  const weeks = Array.from({ length: count }, (_, index): AgeingWeek => {
    const week = OLDEST + 1 + index;
    const to = addDays(last, -7 * (count - 1 - index));
    const byAge = cohortAges.map((age, band) => {
      const next = cohortAges[band + 1];
      const youngest = week - age;
      const oldest = next === undefined ? 0 : week - next + 1;
      let sum = 0;
      for (let born = oldest; born <= youngest; born += 1) sum += open[born]![week]!;
      return sum;
    });
    return {
      from: addDays(to, -6),
      to,
      received: received[week]!,
      open: cohortAges.map((age) => (week + age > end ? null : open[week]![week + age]!)),
      stock: byAge.reduce((sum, cases) => sum + cases, 0),
      byAge,
    };
  });
  const first = weeks.findIndex((week) => week.received > 0 || week.stock > 0);
  return first < 0 ? [] : weeks.slice(first);
}
