import type { PageWeek } from '../../../../shared/contract/pages/register-week.ts';
import type { Period } from '../../../../shared/text/periods.ts';
import type { MonthFacts } from './score.ts';

type Weeks = Pick<MonthFacts, 'metWeeks' | 'knownWeeks' | 'weeks'>;

/** Weeks of a month: those whose Sunday is in it and that are over. One that is `pending` or `unknown` is not known. */
export function countWeeks(
  weeks: readonly Pick<PageWeek, 'to' | 'state'>[],
  { from, to }: Period,
  today: string,
): Weeks {
  const own = weeks.filter((week) => week.to >= from && week.to <= to && week.to < today);
  return {
    metWeeks: own.filter(({ state }) => state === 'met').length,
    knownWeeks: own.filter(({ state }) => state === 'met' || state === 'missed').length,
    weeks: own.length,
  };
}

interface Figures {
  figures_on: string | null;
  post_reach: number | null;
  followers: number | null;
}

/** Reach and followers, where they were entered within the month. */
export const figuresWithin = (
  { figures_on: on, post_reach: reach, followers }: Figures,
  { from, to }: Period,
): Pick<MonthFacts, 'reach' | 'followers'> =>
  on !== null && on >= from && on <= to ? { reach, followers } : { reach: null, followers: null };
