import { describe, expect, test } from 'vitest';
import { binomialTail, oddsTail } from './exact.ts';

/** By hand, in whole numbers of any size: no floating point and none of the ways of the code. */
function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 0; i < k; i += 1) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return result;
}
const shareOf = (part: bigint, all: bigint): number => Number((part * 10n ** 30n) / all) / 1e30;
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);
const total = (terms: readonly bigint[]): bigint => terms.reduce((sum, one) => sum + one, 0n);

function binomialByHand(count: number, tries: number, [up, down]: [number, number]): number {
  const term = (i: number): bigint =>
    choose(tries, i) * BigInt(up) ** BigInt(i) * BigInt(down - up) ** BigInt(tries - i);
  return shareOf(total(range(count, tries).map(term)), BigInt(down) ** BigInt(tries));
}

function oddsByHand({ count, drawn, ofKind, all }: Parameters<typeof oddsTail>[0], odds: number): number {
  const term = (i: number): bigint =>
    choose(ofKind, i) * choose(all - ofKind, drawn - i) * BigInt(odds) ** BigInt(i);
  const [low, high] = [Math.max(0, drawn - (all - ofKind)), Math.min(drawn, ofKind)];
  return shareOf(total(range(count, high).map(term)), total(range(low, high).map(term)));
}

describe('chance of so many of a number of tries', () => {
  test.each<[number, number, [number, number]]>([
    [8, 10, [1, 2]],
    [10, 10, [1, 3]],
    [60, 63, [5, 9]],
    [301, 400, [3, 5]],
    [40, 41, [9, 10]],
  ])('%i of %i, each by %j', (count, tries, [up, down]) => {
    const expected = binomialByHand(count, tries, [up, down]);
    expect(binomialTail(count, tries, up / down) / expected).toBeCloseTo(1, 9);
  });

  test('no more than expected is no news; more than there are cannot be', () => {
    expect(binomialTail(5, 10, 0.5)).toBe(1);
    expect(binomialTail(11, 10, 0.5)).toBe(0);
    expect(binomialTail(1, 10, 0)).toBe(0);
  });
});

describe('Fisher’s exact test against odds', () => {
  test.each<[Parameters<typeof oddsTail>[0], number]>([
    // The lady tasting tea: all four of four.
    [{ count: 4, drawn: 4, ofKind: 4, all: 8 }, 1],
    [{ count: 30, drawn: 60, ofKind: 100, all: 1000 }, 1],
    [{ count: 50, drawn: 150, ofKind: 100, all: 1000 }, 2],
    [{ count: 90, drawn: 120, ofKind: 300, all: 1500 }, 4],
    [{ count: 9, drawn: 10, ofKind: 12, all: 15 }, 1],
  ])('%j by odds of %i', (drawn, odds) => {
    expect(oddsTail(drawn, odds) / oddsByHand(drawn, odds)).toBeCloseTo(1, 9);
  });

  test('no more than expected is no news; more than there are cannot be; a number too small to write is nothing', () => {
    expect(oddsTail({ count: 10, drawn: 100, ofKind: 100, all: 1000 }, 1)).toBe(1);
    expect(oddsTail({ count: 5, drawn: 5, ofKind: 4, all: 10 }, 1)).toBe(0);
    expect(oddsTail({ count: 7, drawn: 10, ofKind: 12, all: 15 }, 1)).toBe(1);
    expect(oddsTail({ count: 3000, drawn: 3000, ofKind: 3000, all: 90_000 }, 1)).toBe(0);
  });
});
