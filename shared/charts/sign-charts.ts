import type { PollSign, SignFigures } from '../contract/participation/poll-signs.ts';
import { formatShort, formatTime } from '../text/dates.ts';
import { HOUR } from '../time.ts';
import type { ColumnChart } from './chart.ts';
import { countMeasure } from './measures.ts';
import { dayCategory } from './times.ts';

/** How people came to a poll, for the report of signs. */

/** Hours shown before a sign and after it. */
const BESIDE = 10;
const HOURS = 24;

const two = (hour: number): string => String(hour).padStart(2, '0');

export const comingByDay = ({ days }: SignFigures): ColumnChart => ({
  kind: 'columns',
  title: 'Сколько человек пришло по дням',
  of: 'День',
  categories: days.map(({ day }) => dayCategory(day)),
  measure: countMeasure,
  empty: 'никто не приходил',
  series: [{ title: 'пришли', values: days.map(({ taken }) => taken) }],
});

/** All days put together. */
export function comingByHour({ hours, firstHour }: SignFigures, zone: string): ColumnChart {
  const start = new Date(firstHour).getTime();
  const sums = new Array<number>(HOURS).fill(0);
  for (const [at, count] of hours.entries()) {
    const hour = Number(formatTime(start + at * HOUR, zone).slice(0, 2));
    sums[hour] = (sums[hour] ?? 0) + count;
  }
  return {
    kind: 'columns',
    title: 'В какие часы суток приходили, за все дни',
    of: 'Час',
    categories: sums.map((_, hour) => ({ title: `${two(hour)}:00–${two(hour)}:59`, short: two(hour) })),
    measure: countMeasure,
    empty: 'никто не приходил',
    series: [{ title: 'пришли', values: sums }],
  };
}

/** Hours around a sign; null for one of hours of every day. */
export function comingAround(
  { hours, firstHour }: SignFigures,
  sign: PollSign,
  zone: string,
): ColumnChart | null {
  if (sign.from === null) return null;
  const start = new Date(firstHour).getTime();
  const marked = Math.floor((new Date(sign.from).getTime() - start) / HOUR);
  const from = Math.max(0, marked - BESIDE);
  const shown = hours.slice(from, marked + BESIDE + 1);
  const moment = (at: number): number => start + (from + at) * HOUR;
  return {
    kind: 'columns',
    title: `Сколько человек приходило в час, около ${formatShort(sign.from, zone)}`,
    of: 'Час',
    categories: shown.map((_, at) => ({
      title: formatShort(moment(at), zone),
      short: formatTime(moment(at), zone).slice(0, 2),
    })),
    measure: countMeasure,
    empty: 'никто не приходил',
    series: [{ title: 'пришли', values: shown }],
    marked: marked - from,
  };
}
