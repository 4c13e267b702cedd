import type { PollFigures } from '../../../../shared/contract/participation/poll-figures.ts';
import { type RakingRules, rakeWeights } from '../../../../shared/text/participation/raking.ts';
import { marginOf } from '../../../../shared/text/participation/sample.ts';
import type { Tally } from './tally.ts';

/** Weights of a poll: by whichever sides were asked and are known of the people. Pure. */

export interface Weighing {
  /** By cell; null = nothing is weighed. */
  weights: number[] | null;
  told: PollFigures['weights'];
  /** Why it is not weighed; '' = it is, or was not to be. */
  why: string;
}

export interface WeighRules extends RakingRules {
  leastSheets: number;
}

interface Wanted {
  isWeighted: boolean;
  /** Shares by group; null = the side was not asked, or the people are not known. */
  districts: readonly number[] | null;
  ages: readonly number[] | null;
  confidence: number;
}

const none = (why: string): Weighing => ({ weights: null, told: null, why });

export function weighTally(
  tally: Tally,
  { isWeighted, districts, ages, confidence }: Wanted,
  rules: WeighRules,
): Weighing {
  if (!isWeighted) return none('');
  if (tally.participants < rules.leastSheets)
    return none(`Ответов меньше ${rules.leastSheets}: веса сказали бы больше, чем люди`);
  const sides = [
    ...(districts ? [{ side: 'district' as const, shares: districts }] : []),
    ...(ages ? [{ side: 'age' as const, shares: ages }] : []),
  ];
  if (sides.length === 0) return none('Не известно, сколько людей живёт в районах и какого они возраста');
  const perAge = tally.sides.ages.length;
  const cells = tally.cells.map((count, cell) => ({
    count,
    groups: sides.map(({ side }) => (side === 'district' ? Math.floor(cell / perAge) : cell % perAge)),
  }));
  const raked = rakeWeights(
    cells,
    sides.map(({ shares }) => shares),
    rules,
  );
  return {
    weights: raked.weights,
    told: {
      sides: sides.map(({ side }) => side),
      designEffect: Number(raked.designEffect.toFixed(2)),
      effective: Math.round(raked.effective),
      largest: Number(raked.largest.toFixed(2)),
      margin: Number((100 * marginOf(raked.effective, confidence)).toFixed(1)),
    },
    why: raked.isSettled ? '' : 'Веса сведены не до конца: людей некоторых групп слишком мало',
  };
}
