import { numberAt } from '../lists.ts';
import type { Band } from './chart.ts';

/** How many values before tell what is usual, and how few are not enough. */
const BACK = 6;
const LEAST = 4;

/** The value that such a share of sorted values lies under, between neighbours in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = numberAt(sorted, Math.floor(at));
  return low + (numberAt(sorted, Math.ceil(at)) - low) * (at - Math.floor(at));
}

/** The usual spread: between the quarters of the six values before each one. Where fewer than four are known there is none. */
export function usualSpread(values: readonly (number | null)[]): Band {
  const ends = values.map((_, at) => {
    const known = values.slice(Math.max(0, at - BACK), at).filter((value) => value !== null);
    if (known.length < LEAST) return [null, null] as const;
    const sorted = known.toSorted((a, b) => a - b);
    return [quantile(sorted, 0.25), quantile(sorted, 0.75)] as const;
  });
  return {
    title: 'обычный разброс',
    low: ends.map(([low]) => low),
    high: ends.map(([, high]) => high),
  };
}
