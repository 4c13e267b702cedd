import type { FollowersDay } from '../../../../shared/contract/pages/register.ts';

/**
 * Followers by local day, the first day first: what the network told last on a day, else what a person wrote down of it last. `told` and
 * `written` come in the order they were told and written in.
 */
export function mergeDays(
  told: readonly { day: string; count: number }[],
  written: readonly { day: string; count: number; source: string }[],
): FollowersDay[] {
  const days = new Map<string, FollowersDay>();
  for (const { day, count, source } of written) days.set(day, { day, count, by: 'hand', source });
  for (const { day, count } of told) days.set(day, { day, count, by: 'network', source: '' });
  return [...days.values()].toSorted((a, b) => a.day.localeCompare(b.day));
}

/** The last number known by a day; null where nothing was told by then. */
export const lastBy = (days: readonly FollowersDay[], day: string): FollowersDay | null =>
  days.findLast((one) => one.day <= day) ?? null;
