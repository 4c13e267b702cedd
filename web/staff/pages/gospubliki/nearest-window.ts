import type { RequestCard } from '../../../../shared/contract/pages/gospubliki.ts';
import { addDays } from '../../../../shared/text/periods.ts';

/** The first hour of the window that is not over yet. */
export function nearestWindow(
  { windowFrom, windows }: Pick<RequestCard, 'windowFrom' | 'windows'>,
  today: string,
  time: string,
): { on: string; at: string } {
  const first = windows[0] ?? '10:00';
  if (windowFrom > today) return { on: windowFrom, at: first };
  const later = windows.find((at) => at > time);
  return later ? { on: today, at: later } : { on: addDays(today, 1), at: first };
}
