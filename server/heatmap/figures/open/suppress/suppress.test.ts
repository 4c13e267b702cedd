import { describe, expect, test } from 'vitest';
import { countHidden, suppress } from './suppress.ts';
import { addTotals, makeTable, PART, type Shape, WHOLE } from './table.ts';

const rules = { smallest: 5, width: 5 };

type Shown = (number | '·')[];

const show = (values: readonly number[], hidden: readonly boolean[]): Shown =>
  values.map((value, at) => (hidden[at] ? '·' : value));

/** A table of one count, inner numbers given, as it is published with its totals. */
function publish(shape: Shape, inner: readonly number[], isInnerTold = true): Shown {
  const values = addTotals(shape, inner);
  return show(values, suppress(makeTable(shape, { values, isInnerTold }), rules)[WHOLE]!);
}

/** A row of a whole and its part: each with its total, a row of one line so that columns repeat it. */
function publishParts(shape: Shape, whole: readonly number[], part: readonly number[]): [Shown, Shown] {
  const [all, some] = [addTotals(shape, whole), addTotals(shape, part)];
  const told = (values: number[]) => ({ values, isInnerTold: true });
  const hidden = suppress(makeTable(shape, told(all), told(some)), rules);
  return [show(all, hidden[WHOLE]!), show(some, hidden[PART]!)];
}

describe('a count of blocks and districts', () => {
  const cases: [string, Shape, number[], Shown][] = [
    ['nothing small: all is shown', { rows: 2, columns: 2 }, [5, 6, 7, 8], [5, 6, 11, 7, 8, 15, 12, 14, 26]],
    ['nobody is shown', { rows: 2, columns: 2 }, [0, 9, 7, 0], [0, 9, 9, 7, 0, 7, 7, 9, 16]],
    [
      'one small number takes a square of the smallest others along',
      { rows: 2, columns: 3 },
      [3, 20, 30, 10, 40, 50],
      ['·', '·', 30, 53, '·', '·', 50, 100, 13, 60, 80, 153],
    ],
    ['a city of few people has no number at all', { rows: 1, columns: 1 }, [3], ['·', '·', '·', '·']],
    [
      'a small total is hidden with the number that is all of it',
      { rows: 2, columns: 2 },
      [3, 0, 20, 30],
      ['·', 0, '·', '·', 30, '·', 23, 30, 53],
    ],
  ];
  test.each(cases)('%s', (_, shape, inner, shown) => {
    expect(publish(shape, inner)).toEqual(shown);
  });

  test('where totals alone are told, only totals are hidden', () => {
    // Blocks of 3, 40, 50 people; districts of 60, 33.
    const shown = publish({ rows: 3, columns: 2 }, [1, 2, 29, 11, 30, 20], false);
    expect(shown.filter((_, at) => at % 3 === 2)).toEqual(['·', '·', 50, 93]);
    expect(shown.slice(9, 11)).toEqual([60, 33]);
  });
});

describe('a part of a count', () => {
  const shape = { rows: 2, columns: 2 };

  test('eight ratings, five of them good: the three low ones cannot be subtracted', () => {
    const [rated, well] = publishParts(shape, [8, 30, 40, 50], [5, 20, 30, 40]);
    const isOpen = rated[0] !== '·' && well[0] !== '·';
    expect(isOpen).toBe(false);
    // What is hidden of good ones is hidden in its row and its column too.
    expect(well).toEqual(['·', '·', 25, '·', '·', 70, 35, 60, 95]);
    expect(rated).toEqual([8, 30, 38, 40, 50, 90, 48, 80, 128]);
  });

  test('a part that is all of it gives nobody away', () => {
    const [rated, well] = publishParts(shape, [8, 30, 40, 50], [8, 20, 30, 40]);
    expect([rated, well].flat()).not.toContain('·');
  });

  test('few people all of one kind: the whole is hidden with its part', () => {
    const [rated, well] = publishParts(shape, [3, 30, 40, 50], [3, 20, 30, 40]);
    expect([rated[0], well[0]]).toEqual(['·', '·']);
  });
});

describe('as few as can be', () => {
  test('the same counts are hidden alike, whenever they are counted', () => {
    const shape = { rows: 3, columns: 3 };
    const values = addTotals(shape, [1, 2, 30, 4, 50, 6, 70, 8, 90]);
    const table = makeTable(shape, { values, isInnerTold: true });
    expect(suppress(table, rules)).toEqual(suppress(table, rules));
  });

  test('small numbers that protect one another take nobody along', () => {
    const shape = { rows: 2, columns: 2 };
    const values = addTotals(shape, [4, 3, 4, 4]);
    const hidden = suppress(makeTable(shape, { values, isInnerTold: true }), rules);
    expect(countHidden(hidden)).toBe(4);
    expect(show(values, hidden[WHOLE]!)).toEqual(['·', '·', 7, '·', '·', 8, 8, 7, 15]);
  });
});
