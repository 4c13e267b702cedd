import type { MeasureState, RoadmapMeasure } from '../../../shared/contract/group/roadmap.ts';
import { daysBetween } from '../../../shared/text/dates.ts';

interface Dated {
  from_day: string;
  due_on: string;
  done_on: string | null;
}

/** Where a measure stands on a day: told by its days alone, so that nobody has to mark it overdue. */
export function measureStateOn({ from_day, due_on, done_on }: Dated, today: string): MeasureState {
  if (done_on) return done_on > due_on ? 'done-late' : 'done';
  if (due_on < today) return 'overdue';
  return from_day > today ? 'ahead' : 'running';
}

/** Days past the due day, of a measure that is not done. */
export const lateDays = ({ due_on, done_on }: Dated, today: string): number =>
  done_on ? 0 : Math.max(0, daysBetween(due_on, today));

/** `YYYY-MM` from the first month to the last, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year = 0, month = 0] = first.split('-').map(Number);
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > last) return months;
    months.push(name);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
}

/** The same day so many months later; a day the month has not becomes its last. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Mean readiness of all measures, whole per cent; never 100 while one is not done. */
export function wholeReadiness(measures: readonly Pick<RoadmapMeasure, 'readiness'>[]): number {
  if (measures.length === 0) return 0;
  const mean = measures.reduce((sum, { readiness }) => sum + readiness, 0) / measures.length;
  const rounded = Math.round(mean);
  return rounded === 100 && mean < 100 ? 99 : rounded;
}
