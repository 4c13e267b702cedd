import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countHidden, suppress } from './suppress.ts';
import { addTotals, isTotal, makeTable, PART, type Shape, type Table, WHOLE } from './table.ts';

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

  /** Tables of a seed: up to four rows and five columns, few people in most places, every second one with a part. */
  function makeTables(count: number): Table[] {
    let state = 11;
    const dice = (): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state / 2 ** 32;
    };
    return Array.from({ length: count }, (_, at) => {
      const shape = { rows: 1 + Math.floor(dice() * 4), columns: 1 + Math.floor(dice() * 5) };
      const inner = Array.from({ length: shape.rows * shape.columns }, () => Math.floor(dice() ** 3 * 40));
      const some = inner.map((value) => Math.floor(dice() * (value + 1)));
      const told = (values: number[]) => ({ values: addTotals(shape, values), isInnerTold: at % 5 !== 0 });
      return makeTable(shape, told(inner), at % 2 === 0 ? undefined : told(some));
    });
  }

  test('what is hidden of many tables is what it was, and no more', () => {
    const hidden = makeTables(120).map((table) => suppress(table, rules));
    // A month is published once: were this to change, the months of one city would be hidden by two rules.
    const pattern = JSON.stringify(hidden.map((sheets) => sheets.map((sheet) => sheet.map(Number).join(''))));
    expect({
      count: hidden.reduce((sum, one) => sum + countHidden(one), 0),
      pattern: createHash('sha256').update(pattern).digest('hex').slice(0, 16),
    }).toEqual({ count: 615, pattern: 'e27f094b6225ef69' });
  });

  test('of tables of four places none hides more than the least set that keeps every range', () => {
    const shape = { rows: 2, columns: 2 };
    for (const table of makeTables(400)) {
      if (table.rows !== shape.rows || table.columns !== shape.columns || table.sheets.length > 1) continue;
      const found = countHidden(suppress(table, rules));
      expect(found, JSON.stringify(table.sheets[0]!.values)).toBe(findLeast(table));
    }
  });
});

/** The least number of hidden places of a 2 × 2 table in which each hidden number has its range, by trying all of them. */
function findLeast({ sheets: [sheet] }: Table): number {
  const { values, isInnerTold } = sheet!;
  const told = values.map((_, place) => isInnerTold || isTotal({ rows: 2, columns: 2 }, place));
  let least = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 512; set += 1) {
    const isHidden = (place: number): boolean => !told[place] || (set & (1 << place)) !== 0;
    const places = values.map((_, place) => place).filter((place) => told[place] && isHidden(place));
    if (places.length >= least || values.some((value, place) => value > 0 && value < 5 && !isHidden(place)))
      continue;
    if ([...values.keys()].some((place) => !told[place] && (set & (1 << place)) !== 0)) continue;
    if (places.every((place) => rangeOf(values, isHidden, place) >= 5)) least = places.length;
  }
  return least;
}

/** How many other numbers a place could have, by trying all inner numbers near what they are. */
function rangeOf(values: readonly number[], isHidden: (place: number) => boolean, place: number): number {
  const around = [0, 1, 3, 4].map((at) => {
    const from = Math.max(0, values[at]! - 6);
    return isHidden(at)
      ? Array.from({ length: values[at]! + 6 - from + 1 }, (_, more) => from + more)
      : [values[at]!];
  });
  let [low, high] = [values[place]!, values[place]!];
  for (const a of around[0]!)
    for (const b of around[1]!)
      for (const c of around[2]!)
        for (const d of around[3]!) {
          const all = addTotals({ rows: 2, columns: 2 }, [a, b, c, d]);
          if (all.some((value, at) => !isHidden(at) && value !== values[at])) continue;
          low = Math.min(low, all[place]!);
          high = Math.max(high, all[place]!);
        }
  return high - low;
}

describe('a whole that is told elsewhere', () => {
  const kept = { ...rules, isWholeKept: true };
  const hide = (rows: number, inner: number[]): Shown => {
    const shape = { rows, columns: 1 };
    const values = addTotals(shape, inner);
    return show(values, suppress(makeTable(shape, { values, isInnerTold: true }), kept)[WHOLE]!);
  };

  test('is shown, and what would be subtracted from it is not', () => {
    expect(hide(2, [3, 40])).toEqual(['·', '·', '·', '·', 43, 43]);
    expect(hide(3, [3, 40, 50])).toEqual(['·', '·', '·', '·', 50, 50, 93, 93]);
  });

  test('of any table of enough people is never hidden, and all can be hidden within it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 20 }),
        (rows, columns, drawn) => {
          const inner = drawn.slice(0, rows * columns);
          fc.pre(rows > 1 && inner.reduce((sum, one) => sum + one, 0) >= 5);
          const values = addTotals({ rows, columns }, inner);
          const hidden = suppress(makeTable({ rows, columns }, { values, isInnerTold: true }), kept)[WHOLE]!;
          expect(hidden.at(-1)).toBe(false);
          for (const [at, value] of values.entries())
            if (value > 0 && value < 5 && at < values.length - 1) expect(hidden[at]).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of as many people as the range is wide protects by itself', () => {
    expect(hide(2, [3, 2])).toEqual(['·', '·', '·', '·', 5, 5]);
  });
});
