import { cohortAges } from '../../contract/heatmap/analysis.ts';
import { formatDay } from '../dates.ts';
import { addDays } from '../periods.ts';
import { counted, nbsp } from '../plural.ts';

/** Words and days of cohorts, the same on the screen and in the file. */

const weeksWords = (weeks: number): string => counted(weeks, 'неделя', 'недели', 'недель');

/** When a cohort is looked at: «к концу недели», «через 4 недели». */
export const ageTitle = (age: number): string =>
  age === 0 ? 'К концу недели' : `Через ${counted(age, 'неделю', 'недели', 'недель')}`;

/** How old what is open is, by the band that begins with an age: «меньше недели», «2–4 недели», «13 недель и больше». */
export function bandTitle(band: number): string {
  const from = cohortAges[band] ?? 0;
  const to = cohortAges[band + 1];
  if (to === undefined) return `${weeksWords(from)} и${nbsp}больше`;
  return from === 0 ? 'Меньше недели' : `${from}–${weeksWords(to)}`;
}

/** Days of registration of a band of what was open at the end of a day; null = from the first case on. */
export function bandDays(band: number, on: string): { from: string | null; to: string } {
  const next = cohortAges[band + 1];
  return {
    from: next === undefined ? null : addDays(on, 1 - next * 7),
    to: addDays(on, -(cohortAges[band] ?? 0) * 7),
  };
}

/** «02.11–08.11.2026». */
export const weekTitle = ({ from, to }: { from: string; to: string }): string =>
  `${formatDay(from).slice(0, 5)}–${formatDay(to)}`;
