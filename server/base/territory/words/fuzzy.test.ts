import { expect, test } from 'vitest';
import { countForgiven, measureTypos, prepareTypedWord } from './fuzzy.ts';

/** The textbook table: optimal string alignment. */
function alignSlowly(a: string, b: string): { whole: number; beginning: number } {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
    }
  }
  const last = d[a.length]!;
  return { whole: last[b.length]!, beginning: Math.min(...last) };
}

test('agrees with the textbook algorithm on 5,000 pairs of words', () => {
  let state = 1;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const word = (letters: string, longest: number) =>
    Array.from({ length: 1 + random(longest) }, () => letters[random(letters.length)]).join('');
  for (let i = 0; i < 5000; i++) {
    const [a, b] = [word('абв', i % 2 ? 8 : 30), word('абв', 12)];
    expect(measureTypos(prepareTypedWord(a)!, b), `${a} ${b}`).toEqual(alignSlowly(a, b));
  }
});

test('one swap of neighbours is one mistake', () => {
  expect(measureTypos(prepareTypedWord('тиотва')!, 'титова').whole).toBe(1);
});

test('short words forgive nothing, words beyond 31 letters are not compared', () => {
  expect([3, 4, 6, 7].map(countForgiven)).toEqual([0, 1, 1, 2]);
  expect(prepareTypedWord('а'.repeat(32))).toBeNull();
  expect(prepareTypedWord('')).toBeNull();
});
