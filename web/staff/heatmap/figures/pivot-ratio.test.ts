import { describe, expect, test } from 'vitest';
import { badness, lookOf, ratioOf, ratioScale, tellRatio } from './pivot-ratio.ts';

const late = ratioOf('overdue', 'open')!;
const solved = ratioOf('settled', 'given')!;
const mean = ratioOf('score-sum', 'scored')!;

describe('a measure over the whole it is of', () => {
  test('is a ratio by its two measures, and no other two are', () => {
    expect([late.title, solved.title, mean.title]).toEqual([
      'доля просроченных',
      'доля решённых',
      'средняя оценка',
    ]);
    expect(ratioOf('open', 'overdue')).toBeNull();
    expect(ratioOf('received', '')).toBeNull();
  });

  test.each([
    [late, 5, 20, '25\u00a0%', 25],
    [late, 0, 20, '0\u00a0%', 0],
    [solved, 15, 20, '75\u00a0%', 25],
    [mean, 60, 20, '3', 50],
    [mean, 100, 20, '5', 0],
    [mean, 20, 20, '1', 100],
    // Four are not told by.
    [late, 4, 4, 'мало данных', 100],
  ] as const)('%j of %i and %i', (ratio, part, whole, words, bad) => {
    expect(tellRatio(ratio, part, whole, 5).replaceAll(' ', '\u00a0')).toBe(words.replaceAll(' ', '\u00a0'));
    expect(badness(ratio, part, whole)).toBe(bad);
  });

  test('is coloured by how bad it is and hatched where there are too few', () => {
    const scale = ratioScale(40);
    expect(scale).toEqual([1, 9, 17, 25, 33]);
    const look = (part: number, whole: number) => lookOf(late, { part, whole, smallest: 5 }, scale);
    expect([look(8, 20), look(1, 20), look(0, 20), look(4, 4), look(0, 0)]).toEqual([
      5,
      1,
      'plain',
      'small',
      'small',
    ]);
    expect(ratioScale(0)).toEqual([1, 3, 5, 7, 9]);
  });
});
