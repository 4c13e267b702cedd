/** How often the walks came by each regime × act × stage. */

import { goals } from './goals.ts';
import type { ActKind, Regime } from './oracle/facts.ts';
import type { Stage } from './oracle/stage.ts';

export interface Coverage {
  visit: (regime: Regime, act: ActKind, stage: Stage) => void;
  counts: Record<string, number>;
}

export const keyOf = (regime: Regime, act: ActKind, stage: Stage): string => `${regime} ${act} ${stage}`;

export function createCoverage(): Coverage {
  const counts: Record<string, number> = {};
  return {
    counts,
    visit: (regime, act, stage) => {
      const key = keyOf(regime, act, stage);
      counts[key] = (counts[key] ?? 0) + 1;
    },
  };
}

export function addCounts(into: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [key, count] of Object.entries(more)) into[key] = (into[key] ?? 0) + count;
}

/** What can be and was come by fewer than `least` times. */
export function thin(
  counts: Readonly<Record<string, number>>,
  least: number,
): { key: string; count: number }[] {
  return goals
    .map(({ regime, act, stage }) => keyOf(regime, act, stage))
    .map((key) => ({ key, count: counts[key] ?? 0 }))
    .filter(({ count }) => count < least);
}
