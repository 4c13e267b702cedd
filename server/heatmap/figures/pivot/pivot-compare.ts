import type { Comparison, PivotSide } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { DAY } from '../../../../shared/time.ts';

const stamp = (day: string): number => Date.parse(`${day}T00:00Z`);
const write = (at: number): string => new Date(at).toISOString().slice(0, 10);

interface Days {
  from: string;
  to: string;
}

const lastOfMonth = (day: string): string =>
  write(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0));

/** Whole months from the first day of one to the last of another; 0 = it is not that. */
function wholeMonths({ from, to }: Days): number {
  if (!from.endsWith('-01') || to !== lastOfMonth(to)) return 0;
  const at = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return at(to) - at(from) + 1;
}

function shiftMonths(day: string, by: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
  return write(Date.UTC(year, month - 1 + by, Math.min(date, last)));
}

/** The period a table is compared with: whole months with as many before, else as many days; or a year ago. */
export function periodBefore(period: Days, compare: Comparison): Days | null {
  if (compare === 'none') return null;
  const months = compare === 'year' ? 12 : wholeMonths(period);
  if (months > 0) {
    const to = shiftMonths(period.to, -months);
    const isMonthEnd = period.to === lastOfMonth(period.to);
    return { from: shiftMonths(period.from, -months), to: isMonthEnd ? lastOfMonth(to) : to };
  }
  const length = stamp(period.to) - stamp(period.from) + DAY;
  return { from: write(stamp(period.from) - length), to: write(stamp(period.to) - length) };
}

/**
 * The line of the present table that a line of the former one stands beside: the same one, or of time the one as far
 * from the beginning. null = there is none such (weeks against a year do not meet).
 */
export function lineNow(side: PivotSide, id: string, period: Days, before: Days): string | null {
  const months = monthsBetween(before.from, period.from);
  switch (side) {
    case 'day':
      return write(stamp(id) + stamp(period.from) - stamp(before.from));
    case 'week': {
      const shift = stamp(period.from) - stamp(before.from);
      return shift % (7 * DAY) === 0 ? write(stamp(id) + shift) : null;
    }
    case 'month':
      return months === null ? null : shiftMonths(`${id}-01`, months).slice(0, 7);
    case 'quarter': {
      if (months === null || months % 3 !== 0) return null;
      const first = shiftMonths(
        `${id.slice(0, 4)}-${String(Number(id.slice(6)) * 3).padStart(2, '0')}-01`,
        months,
      );
      return `${first.slice(0, 4)}-Q${Number(first.slice(5, 7)) / 3}`;
    }
    case 'year':
      return months === 12 ? String(Number(id) + 1) : null;
    default:
      return id;
  }
}

/** Whole months from one day to another of the same date; null = it is not that. */
function monthsBetween(from: string, to: string): number | null {
  if (from.slice(8) !== to.slice(8)) return null;
  const at = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return at(to) - at(from);
}
