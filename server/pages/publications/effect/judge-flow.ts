import type { FlowVerdict } from '../../../../shared/contract/pages/publications-effect.ts';
import { normalTail } from '../../../lib/chance.ts';

/** Messages a day in two windows of equal length, each beginning on the same day of the week. */
export interface FlowAsked {
  before: readonly number[];
  after: readonly number[];
  /** Messages a window without which nothing is said. */
  least: number;
  /** Chance at which an even flow is called less, 0…1. */
  falseShare: number;
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/**
 * How much more the days of a window scatter than a Poisson flow of their weekdays would: Pearson's statistic over its degrees of freedom,
 * at least 1. Complaints come in bursts; without this an even flow would be called less far more often than it may.
 */
export function dispersionOf(windows: readonly (readonly number[])[]): number {
  let statistic = 0;
  let freedom = 0;
  for (const days of windows) {
    const weekdays = Map.groupBy(
      days.map((count, at) => ({ count, weekday: at % 7 })),
      ({ weekday }) => weekday,
    );
    for (const told of weekdays.values()) {
      const mean = sum(told.map(({ count }) => count)) / told.length;
      if (mean === 0) continue;
      statistic += sum(told.map(({ count }) => (count - mean) ** 2 / mean));
      freedom += told.length - 1;
    }
  }
  return freedom === 0 ? 1 : Math.max(1, statistic / freedom);
}

/**
 * Whether fewer wrote after than before. Only less is ever said: a post is not held to blame for more. Pure; one-sided score test of two
 * flows with what they scatter by.
 */
export function judgeFlow({ before, after, least, falseShare }: FlowAsked): FlowVerdict {
  const [first, second] = [sum(before), sum(after)];
  // Of both together: to ask it of the first alone would pick flows that were high by chance, and each of them falls.
  if (first + second < 2 * least) return 'few';
  const errors = (first - second) / Math.sqrt(dispersionOf([before, after]) * (first + second));
  return normalTail(errors) <= falseShare ? 'fewer' : 'same';
}
