import type { Confidence } from '../../../shared/contract/heatmap/analysis.ts';
import { DAY, WEEK } from '../../../shared/time.ts';
import { falseShares, MAD_SCALE, medianOf, normalTail, poissonTail } from '../../lib/chance.ts';
import type { RisingRule } from '../../messages/problems/index.ts';

/** Whole weeks, so that weekdays meet weekdays. */
const YEAR = 52 * WEEK;

/** Periods that are compared: the present one, the like ones before it, and both a year ago. ms */
export interface Windows {
  length: number;
  /** From one window to the next before it: whole weeks. */
  shift: number;
  /** Former windows. */
  count: number;
  /** End of the present window. */
  until: number;
  /** End of the same window a year ago. */
  yearAgo: number;
}

/** A period that is not over yet is as long as it has lasted: the former ones are cut at the same weekday and hour. */
export function planWindows(from: number, to: number, now: number, rule: RisingRule): Windows {
  const until = Math.max(from + DAY, Math.min(to, now));
  const length = until - from;
  const shift = Math.ceil(length / WEEK) * WEEK;
  const fitting = Math.floor((rule.lookBackDays * DAY) / shift);
  const count = Math.min(rule.mostWindows, Math.max(rule.leastWindows, fitting));
  return { length, shift, count, until, yearAgo: until - YEAR };
}

/** Former windows that lie wholly within what is known: before the first case there is no nought, there is nothing. */
export const knownWindows = ({ length, shift, count }: Windows, until: number, first: number): number =>
  Math.max(0, Math.min(count, Math.floor((until - length - first) / shift)));

/** A topic's flow: the present window, the former ones, and the same a year ago where so old cases are known. */
export interface TopicFlow {
  count: number;
  former: readonly number[];
  yearAgo: { count: number; former: readonly number[] } | null;
}

export interface Judged {
  /** What was to be expected: the median of former windows and what the season adds. */
  expected: number;
  usual: number;
  /** How many more these weeks brought a year ago than those before them; 0 when it is not known. */
  season: number;
  /** Chance of so many or more, were all as usual. */
  chance: number;
}

/** A flow of which nothing was ever heard is taken for one message in four such periods. */
const LEAST_FLOW = 0.25;

/**
 * How surprising a flow is. Expected is the median of former windows; where the same weeks a year ago brought more than those
 * before them, so many more are expected now (a season never makes a rise easier to call). The spread is the greater of
 * Poisson's and of what the former windows show (MAD), with the doubt about the season.
 */
export function judgeFlow({ count, former, yearAgo }: TopicFlow): Judged {
  const usual = medianOf(former.toSorted((a, b) => a - b));
  const before = yearAgo ? medianOf(yearAgo.former.toSorted((a, b) => a - b)) : 0;
  const season = yearAgo ? Math.max(0, yearAgo.count - before) : 0;
  const expected = usual + season;
  const mean = Math.max(LEAST_FLOW, expected);
  const deviation = medianOf(former.map((value) => Math.abs(value - usual)).sort((a, b) => a - b));
  // A season counted from a few messages is itself a guess.
  const guess = season > 0 ? Math.sqrt(yearAgo!.count + before) : 0;
  const spread = Math.hypot(MAD_SCALE * deviation, guess);
  const bySpread = spread > 0 ? normalTail((count - 0.5 - mean) / Math.hypot(spread, Math.sqrt(mean))) : 0;
  return { expected, usual, season, chance: Math.max(poissonTail(count, mean), bySpread) };
}

/** Shares of false alarms up to which a rise is called almost sure and likely. */
const SURE = 0.001;
const LIKELY = 0.01;

export interface Rise extends Judged {
  /** Times more than expected. */
  growth: number;
  confidence: Confidence;
}

/** Which flows rise, by their places; all flows are looked at together, so that chance alone calls few. */
export function findRises(flows: readonly TopicFlow[], rule: RisingRule): Map<number, Rise> {
  const judged = flows.map(judgeFlow);
  const shares = falseShares(judged.map(({ chance }) => chance));
  const rises = new Map<number, Rise>();
  judged.forEach((one, at) => {
    const { count } = flows[at]!;
    const growth = count / Math.max(1, one.expected);
    const share = shares[at]!;
    if (count < rule.leastCount || growth < rule.leastGrowth || share > rule.falseShare) return;
    rises.set(at, {
      ...one,
      growth,
      confidence: share <= SURE ? 'sure' : share <= LIKELY ? 'likely' : 'maybe',
    });
  });
  return rises;
}
