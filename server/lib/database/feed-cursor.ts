import { numberAt } from '../../../shared/lists.ts';

/**
 * How far a stream of numbered rows has been read, when transactions commit out of the order of their numbers. A number
 * below the greatest one seen that was not seen belongs to a transaction under way or to one that was rolled back: it is
 * asked for again until every transaction that was under way when it was missed has ended. This holds because a
 * transaction has its id before it takes a number: it has written or locked the row of its case by then.
 */
export interface Cursor {
  /** Greatest number seen. */
  high: number;
  gaps: Gap[];
}

export interface Gap {
  from: number;
  to: number;
  /** Once all transactions before this one have ended, what was not seen never comes. */
  until: number;
}

/** Transactions as a look saw them. */
export interface Horizon {
  /** All before this one had ended. */
  xmin: number;
  /**
   * No id so great had been given out when the numbers were read. Never `pg_snapshot_xmax`, which is one past the newest
   * that has *ended*: those under way may be above it.
   */
  nextXid: number;
}

/** The cursor after a look: `seen` are the numbers above `high` or within the gaps that it found, in any order. */
export function advance(cursor: Cursor, seen: readonly number[], { xmin, nextXid }: Horizon): Cursor {
  const sorted = [...seen].sort((a, b) => a - b);
  const gaps = cursor.gaps.flatMap((gap) => {
    // All it could have come from has ended before this look, and the look did not find it.
    if (gap.until <= xmin) return [];
    return missing(gap, sorted);
  });
  let next = cursor.high + 1;
  for (const id of sorted) {
    if (id <= cursor.high) continue;
    if (id > next) gaps.push({ from: next, to: id - 1, until: nextXid });
    next = id + 1;
  }
  return { high: next - 1, gaps };
}

/** What is left of a gap. */
function missing({ from, to, until }: Gap, sorted: readonly number[]): Gap[] {
  const left: Gap[] = [];
  let next = from;
  for (let at = firstFrom(sorted, from); at < sorted.length && numberAt(sorted, at) <= to; at += 1) {
    const id = numberAt(sorted, at);
    if (id > next) left.push({ from: next, to: id - 1, until });
    next = id + 1;
  }
  if (next <= to) left.push({ from: next, to, until });
  return left;
}

function firstFrom(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberAt(sorted, middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The least number that may still come. */
export const lowest = ({ high, gaps }: Cursor): number =>
  gaps.reduce((least, { from }) => Math.min(least, from), high + 1);
