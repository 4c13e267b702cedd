import type { PageWeek, UnknownReason, WeekState } from '../../../../shared/contract/pages/register-week.ts';
import { addDays, weekdayOf } from '../../../../shared/text/periods.ts';
import { DAY } from '../../../../shared/time.ts';

/** Posts of a local day by what they count as. */
export interface DayCount {
  day: string;
  stood: number;
  fresh: number;
  removed: number;
}

export interface WeekAsked {
  /** Monday and Sunday of the week, and the local day it is. */
  from: string;
  to: string;
  today: string;
  /** When the week begins and ends (the first moment of the next one), and what time it is. */
  beginsAt: Date;
  endsAt: Date;
  now: Date;
  norm: number;
  warnings: readonly { weekday: number; least: number }[];
  /** Posts of the week; days without one need not be there. */
  days: readonly DayCount[];
  reading: { isActive: boolean; boundAt: Date | null; readAt: Date | null };
}

/** A page that was read longer ago than this is not known any more. */
const STALE = DAY;

/**
 * Why nothing may be said of the week; null = it is known. A week that is over is known by a reading after its end: reading
 * goes on from where it stopped, so it has caught up with all of it.
 */
function whyUnknown({ reading, beginsAt, endsAt, now }: WeekAsked): UnknownReason | null {
  const { boundAt, readAt, isActive } = reading;
  if (!boundAt || boundAt >= endsAt) return 'unbound';
  const isOver = endsAt <= now;
  if (readAt && readAt >= endsAt) return boundAt > beginsAt ? 'partial' : null;
  if (!isActive) return 'off';
  if (!readAt || isOver || now.getTime() - readAt.getTime() > STALE) return 'stale';
  return boundAt > beginsAt ? 'partial' : null;
}

const sum = (days: readonly DayCount[], of: 'stood' | 'fresh' | 'removed'): number =>
  days.reduce((all, one) => all + one[of], 0);

/** The least a warning asks for today: of the latest warning whose day has come; 0 before the first. */
export function leastBy(weekday: number, warnings: WeekAsked['warnings']): number {
  const come = warnings.filter((one) => one.weekday <= weekday).toSorted((a, b) => b.weekday - a.weekday);
  return come[0]?.least ?? 0;
}

function stateOf(asked: WeekAsked, stood: number, fresh: number): WeekState {
  const { norm, to, today, warnings } = asked;
  if (stood >= norm) return 'met';
  const isOver = today > to;
  if (stood + fresh >= norm) return isOver ? 'pending' : 'likely';
  if (isOver) return 'missed';
  return stood + fresh < leastBy(weekdayOf(today) + 1, warnings) ? 'warned' : 'going';
}

/** A week of a page against its norm. What is not known is said to be so: no count stands for it. */
export function judgeWeek(asked: WeekAsked): PageWeek {
  const { from, to, norm, days } = asked;
  const why = whyUnknown(asked);
  if (why && why !== 'partial')
    return { from, to, norm, state: 'unknown', why, stood: null, fresh: null, removed: null, days: [] };
  const [stood, fresh, removed] = [sum(days, 'stood'), sum(days, 'fresh'), sum(days, 'removed')];
  const state = stateOf(asked, stood, fresh);
  // Of a week read from its middle on less is known than was: enough is enough, and too little says nothing.
  const isTold = why === null || state === 'met' || state === 'likely';
  return {
    from,
    to,
    norm,
    state: isTold ? state : 'unknown',
    why: isTold ? null : why,
    stood,
    fresh,
    removed,
    days: [0, 1, 2, 3, 4, 5, 6].map((at) => {
      const day = addDays(from, at);
      const found = days.find((one) => one.day === day);
      return { day, stood: found?.stood ?? 0, fresh: found?.fresh ?? 0 };
    }),
  };
}
