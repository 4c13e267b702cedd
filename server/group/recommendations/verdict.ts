import type { EffectIndicator, EffectVerdict } from '../../../shared/contract/group/recommendations.ts';
import { normalTail } from '../../lib/chance.ts';

/** What was counted of one indicator in one period. */
export interface Counted {
  /** Cases it stands on. */
  cases: number;
  /** A count, a share or a mean; null = nothing to count. */
  value: number | null;
  /** Of a mean: variance of one case. */
  variance?: number;
}

type Kind = 'count' | 'share' | 'mean';

/** Of each indicator: what it is, and which way is better. */
export const indicatorNature: Readonly<Record<EffectIndicator, { kind: Kind; better: 'up' | 'down' }>> = {
  received: { kind: 'count', better: 'down' },
  inTime: { kind: 'share', better: 'up' },
  confirmed: { kind: 'share', better: 'up' },
  returned: { kind: 'share', better: 'down' },
  rating: { kind: 'mean', better: 'up' },
};

/** How many standard errors the change is: counts as Poisson, shares pooled, means by Welch. */
export function changeInErrors(kind: Kind, before: Counted, after: Counted): number {
  const difference = (after.value ?? 0) - (before.value ?? 0);
  if (difference === 0) return 0;
  if (kind === 'count') return difference / Math.sqrt((after.value ?? 0) + (before.value ?? 0));
  if (kind === 'share') {
    const all = before.cases + after.cases;
    const pooled = ((before.value ?? 0) * before.cases + (after.value ?? 0) * after.cases) / all;
    return difference / Math.sqrt(pooled * (1 - pooled) * (1 / before.cases + 1 / after.cases));
  }
  const error = Math.sqrt((before.variance ?? 0) / before.cases + (after.variance ?? 0) / after.cases);
  return error === 0 ? Math.sign(difference) * Number.POSITIVE_INFINITY : difference / error;
}

/**
 * Whether a change is one. Of several indicators measured at once each is asked more strictly: else one in twenty would be
 * called better for nothing.
 */
export function judgeChange(
  indicator: EffectIndicator,
  before: Counted,
  after: Counted,
  { leastCases, chance, measured }: { leastCases: number; chance: number; measured: number },
): EffectVerdict {
  const { kind, better } = indicatorNature[indicator];
  const least = kind === 'count' ? before.cases + after.cases : Math.min(before.cases, after.cases);
  if (least < leastCases || before.value === null || after.value === null) return 'few';
  const errors = changeInErrors(kind, before, after);
  if (2 * normalTail(Math.abs(errors)) > chance / measured) return 'noise';
  return errors > 0 === (better === 'up') ? 'better' : 'worse';
}
