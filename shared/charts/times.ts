import { formatDay, monthName } from '../text/dates.ts';
import { nbsp } from '../text/plural.ts';
import type { Category } from './chart.ts';

/** «ноябрь 2026», under the axis «ноя»; a January says its year. */
export function monthCategory(month: string): Category {
  const name = monthName(month).toLocaleLowerCase('ru');
  const short = name.slice(0, 3);
  return {
    title: `${name}${nbsp}${month.slice(0, 4)}`,
    short: month.slice(5, 7) === '01' ? `${short}${nbsp}${month.slice(0, 4)}` : short,
  };
}

/** «октябрь 2026», «август — октябрь 2026». */
export function periodTitle({ from, to }: { from: string; to: string }): string {
  const name = (day: string): string => monthCategory(day.slice(0, 7)).title;
  if (from.slice(0, 7) === to.slice(0, 7)) return name(to);
  const first = name(from);
  return `${from.slice(0, 4) === to.slice(0, 4) ? first.slice(0, -' 2026'.length) : first} — ${name(to)}`;
}

/** «24.11.2026», under the axis «24.11». */
export const dayCategory = (day: string): Category => ({
  title: formatDay(day),
  short: formatDay(day).slice(0, 5),
});
