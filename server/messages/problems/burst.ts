import { MAD_SCALE, medianOf, poissonTail } from '../../lib/chance.ts';
import type { BurstRule } from './burst-pack.ts';

/** A flow against its usual one. */
export interface BurstVerdict {
  isBurst: boolean;
  /** Median of the same hours of former weeks. */
  usual: number;
  /** From how many messages on it is a burst. */
  threshold: number;
}

/** A flow of which nothing was ever heard is taken for one message in four such windows. */
const LEAST_FLOW = 0.25;

/**
 * Whether a flow is a burst against the same weekday and hours of former weeks. Median and MAD are not moved by one former
 * accident; where the flow is thin and MAD is nought, Poisson's tail decides.
 */
export function judgeBurst(count: number, former: readonly number[], rule: BurstRule): BurstVerdict {
  const usual = medianOf(former.toSorted((a, b) => a - b));
  const deviation = medianOf(former.map((value) => Math.abs(value - usual)).sort((a, b) => a - b));
  const robust = usual + rule.deviations * MAD_SCALE * deviation;
  let threshold = Math.max(rule.leastCount, Math.floor(robust) + 1);
  while (poissonTail(threshold, Math.max(LEAST_FLOW, usual)) > rule.chance) threshold += 1;
  return { isBurst: count >= threshold, usual, threshold };
}
