/**
 * Exact chances of counts, conditional on their totals: nothing is taken for normal, as counts here are small. Both tests are one-sided and
 * have a margin: what is refused is «no more than so many times as usual», for real life is never even. Pure.
 */

/** Terms smaller than this beside their sum change nothing. */
const NOTHING = 1e-18;

/**
 * Share of the terms from `from` up in all of them. `ratio(i)` is the term of i + 1 over that of i. Terms far from `from` may outgrow
 * a number: then the share is nothing.
 */
function tailShare(
  from: number,
  [low, high]: readonly [number, number],
  ratio: (i: number) => number,
): number {
  let up = 1;
  for (let i = from, term = 1; i < high && term > up * NOTHING; i += 1) {
    term *= ratio(i);
    up += term;
  }
  let down = 0;
  for (let i = from, term = 1; i > low; i -= 1) {
    term /= ratio(i - 1);
    down += term;
    if (term < down * NOTHING) break;
  }
  return up / (up + down);
}

/** Chance of `count` or more of `tries` where each comes true with `chance`. 1 where it is no more than expected. */
export function binomialTail(count: number, tries: number, chance: number): number {
  if (count <= tries * chance) return 1;
  if (count > tries || chance <= 0) return 0;
  const odds = chance / (1 - chance);
  return tailShare(count, [0, tries], (i) => ((tries - i) / (i + 1)) * odds);
}

export interface Drawn {
  /** Of the drawn, those of the kind that is looked at. */
  count: number;
  drawn: number;
  /** Of everybody. */
  ofKind: number;
  all: number;
}

/**
 * Fisher's exact test against odds of `odds` (the noncentral hypergeometric distribution): chance of so many of the kind among the drawn,
 * or more, where being drawn makes it `odds` times as likely. 1 where it is no more than expected.
 */
export function oddsTail({ count, drawn, ofKind, all }: Drawn, odds: number): number {
  const low = Math.max(0, drawn - (all - ofKind));
  const high = Math.min(drawn, ofKind);
  if (count > high) return 0;
  const ratio = (i: number): number =>
    (((ofKind - i) * (drawn - i)) / ((i + 1) * (all - ofKind - drawn + i + 1))) * odds;
  // Terms grow up to the likeliest count.
  if (count <= low || ratio(count - 1) >= 1) return 1;
  return tailShare(count, [low, high], ratio);
}
