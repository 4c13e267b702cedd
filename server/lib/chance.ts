import { numberAt } from '../../shared/lists.ts';

/** Chances of counts, for whoever judges whether a flow is more than usual. Pure. */

/** Of values in ascending order; of none NaN, which is neither more nor less than anything. */
export function medianOf(sorted: readonly number[]): number {
  if (sorted.length === 0) return Number.NaN;
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? numberAt(sorted, middle)
    : (numberAt(sorted, middle - 1) + numberAt(sorted, middle)) / 2;
}

/** Scale that makes the median absolute deviation a standard one for a normal flow. */
export const MAD_SCALE = 1.4826;

/** Above this mean the sum of terms loses its digits, and the approximation is exact to the third. */
const EXACT_UP_TO = 200;

/**
 * Chance of so many events or more where `mean` are usual (Poisson). Great means by the cube root of Wilson and Hilferty:
 * so many events come before `mean` when the sum of `count` waits is at most `mean`.
 */
export function poissonTail(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean > EXACT_UP_TO) {
    const ninth = 1 / (9 * count);
    return normalTail((1 - ninth - Math.cbrt(mean / count)) / Math.sqrt(ninth));
  }
  let term = Math.exp(-mean);
  let below = 0;
  for (let events = 0; events < count; events += 1) {
    below += term;
    term *= mean / (events + 1);
  }
  return Math.max(0, 1 - below);
}

/** Chance of a standard normal value above `z`: Abramowitz and Stegun 7.1.26, exact to 1.5·10⁻⁷. */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (series * Math.exp(-x * x)) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/**
 * Benjamini and Hochberg: of each chance the least share of false alarms at which it would be one of those called. Many topics
 * are looked at once, and one in twenty would else be called for nothing.
 */
export function falseShares(chances: readonly number[]): number[] {
  const order = chances.map((_, at) => at).sort((a, b) => numberAt(chances, a) - numberAt(chances, b));
  const shares = new Array<number>(chances.length).fill(1);
  let least = 1;
  for (let rank = order.length; rank > 0; rank -= 1) {
    const at = numberAt(order, rank - 1);
    least = Math.min(least, (numberAt(chances, at) * order.length) / rank);
    shares[at] = least;
  }
  return shares;
}
