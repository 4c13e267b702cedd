import { describe, expect, test } from 'vitest';
import { hideSmall, linesOf } from './hide-small.ts';

const show = (values: number[], hidden: boolean[]): (number | '·')[] =>
  values.map((value, at) => (hidden[at] ? '·' : value));

describe('one line with a total', () => {
  const cases: [string, number[], (number | '·')[]][] = [
    ['nothing small', [5, 60, 7], [5, 60, 7]],
    ['zeros are shown', [0, 9, 0], [0, 9, 0]],
    ['one small one takes the next smallest along', [3, 60, 7], ['·', 60, '·']],
    ['two small ones of few people together take a third', [2, 2, 60, 7], ['·', '·', 60, '·']],
    ['two small ones of enough people stand alone', [4, 4, 60], ['·', '·', 60]],
    ['the only other number goes as well', [3, 100, 0], ['·', '·', 0]],
    ['a small total is hidden itself', [3, 0, 0], ['·', 0, 0]],
    ['an empty line', [], []],
  ];
  test.each(cases)('%s', (_, values, shown) => {
    expect(show(values, hideSmall(values, [values.map((_value, at) => at)], 5))).toEqual(shown);
  });

  test('what the caller hides is counted among the hidden', () => {
    const line = [[0, 1, 2]];
    expect(
      show(
        [0, 50, 8],
        hideSmall([0, 50, 8], line, 5, (at) => at === 0),
      ),
    ).toEqual(['·', 50, '·']);
  });
});

describe('a table with totals of rows, columns and the whole', () => {
  test('a number cannot be told by its row or its column', () => {
    const values = [3, 20, 30, 10, 40, 50, 60, 70, 80];
    expect(show(values, hideSmall(values, linesOf(3, 3), 5))).toEqual([
      '·',
      '·',
      30,
      '·',
      '·',
      50,
      60,
      70,
      80,
    ]);
  });

  test('in any table each line hides nothing or enough', () => {
    let state = 11;
    const dice = (): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state / 2 ** 32;
    };
    for (let round = 0; round < 200; round += 1) {
      const [rows, columns] = [2 + Math.floor(dice() * 6), 2 + Math.floor(dice() * 6)];
      const values = Array.from({ length: rows * columns }, () => Math.floor(dice() ** 3 * 40));
      const hidden = hideSmall(values, linesOf(rows, columns), 5);
      for (const line of linesOf(rows, columns)) {
        const sum = (places: number[]): number => places.reduce((all, at) => all + values[at]!, 0);
        const unseen = line.filter((at) => hidden[at]);
        expect(line.every((at) => hidden[at] || values[at] === 0 || values[at]! >= 5)).toBe(true);
        if (sum(line) < 5 || unseen.length === 0) continue;
        expect(unseen.length).toBeGreaterThan(1);
        expect(sum(unseen)).toBeGreaterThan(4);
      }
    }
  });
});
