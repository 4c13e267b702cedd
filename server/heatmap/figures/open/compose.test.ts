import { describe, expect, test } from 'vitest';
import type { OpenMeasure } from '../../../../shared/contract/heatmap/heatmap-open.ts';
import { composeFigures } from './compose.ts';
import { countShown, type MonthCounts, type OpenMonth, ofEach, publishMonth } from './month.ts';
import { setColumns, writeRows } from './open-set.ts';

/** Months of two blocks and two districts, told by hand: places are block × district with totals, nine numbers. */

type Numbers = (number | null)[];
const nothing: Numbers = new Array<number>(9).fill(0);

function month(
  id: string,
  shown: Partial<Record<OpenMeasure, Numbers>>,
  more: Partial<OpenMonth> = {},
): OpenMonth {
  return {
    month: id,
    smallest: 5,
    blocks: [
      { id: 'roads', title: 'Дороги' },
      { id: 'none', title: 'Тема не определена' },
    ],
    districts: [
      { id: 'north', title: 'Северный' },
      { id: 'south', title: 'Южный' },
    ],
    paired: [],
    shown: ofEach((measure) => shown[measure] ?? nothing),
    averageDays: nothing,
    averageRating: nothing,
    overdue: 0,
    ...more,
  };
}

/** Only totals: of blocks at 2 and 5, of districts at 6 and 7, of the city at 8. */
const totals = (
  roads: number | null,
  none: number | null,
  north: number | null,
  south: number | null,
  city: number,
) => [null, null, roads, null, null, none, north, south, city] satisfies Numbers;

const september = month('2026-09', {
  received: totals(20, 5, 15, 10, 25),
  due: totals(10, 5, 5, 10, 15),
  late: totals(5, 0, 0, 5, 5),
});
const october = month(
  '2026-10',
  {
    received: totals(null, null, 30, 10, 40),
    due: totals(20, 0, 10, 10, 20),
    late: totals(null, 0, null, 5, 5),
  },
  { overdue: null },
);

const lineOf = (lines: { id: string }[], id: string) => lines.find((line) => line.id === id);

test('nothing is told until a month is published', () => {
  expect(composeFigures([], 'month')).toMatchObject({ period: null, overdue: null, blocks: [], months: [] });
});

describe('a period', () => {
  test.each([
    ['month', '2026-10-01', 40],
    ['quarter', '2026-09-01', 65],
    ['year', '2026-09-01', 65],
  ] as const)('%s is of so many whole months at most', (period, from, received) => {
    const figures = composeFigures([september, october], period);
    expect(figures.period).toEqual({ from, to: '2026-10-31' });
    expect(figures.total.counts.received).toBe(received);
    expect(figures.months.map(({ id, title }) => [id, title])).toEqual([
      ['2026-09', '09.2026'],
      ['2026-10', '10.2026'],
    ]);
  });

  test('ends in February of a leap year', () => {
    expect(composeFigures([month('2028-02', {})], 'month').period?.to).toBe('2028-02-29');
  });
});

describe('a line', () => {
  const { blocks, districts, overdue } = composeFigures([september, october], 'quarter');

  test('leaves out the months in which a number is hidden, and says so', () => {
    expect(lineOf(blocks, 'roads')).toMatchObject({
      counts: { received: 20, due: 30 },
      atLeast: ['received', 'late'],
    });
    expect(lineOf(districts, 'south')).toMatchObject({ counts: { received: 20 }, atLeast: [] });
  });

  test('has a share of the months in which both of its numbers are shown', () => {
    // October’s late ones are hidden for roads: five of ten of September.
    expect(lineOf(blocks, 'roads')).toMatchObject({ onTimeShare: 0.5 });
    // The south: ten and ten came, five and five were late.
    expect(lineOf(districts, 'south')).toMatchObject({ onTimeShare: 0.5 });
    expect(lineOf(districts, 'north')).toMatchObject({ onTimeShare: 1 });
  });

  test('is hidden where it is hidden in every month, and nothing where there is nothing to count', () => {
    const [only] = composeFigures([october], 'month').blocks;
    expect(only).toMatchObject({
      id: 'roads',
      counts: { received: 'hidden' },
      onTimeShare: 'hidden',
      atLeast: [],
    });
    expect(only!.solvedShare).toBeNull();
  });

  test('of the city has its overdue ones, hidden where they are few', () => {
    expect(overdue).toBe('hidden');
    expect(composeFigures([september], 'month').overdue).toBe(0);
  });

  test('what has no topic stands last, hidden lines before it', () => {
    expect(composeFigures([october, september], 'quarter').blocks.map(({ id }) => id)).toEqual([
      'roads',
      'none',
    ]);
    expect(districts.map(({ id }) => id)).toEqual(['north', 'south']);
  });

  test('the most stand first, equal ones by their names, hidden ones after them', () => {
    const lines = (received: Partial<OpenMonth>) =>
      composeFigures([month('2026-10', {}, received)], 'month').blocks.map(({ id }) => id);
    const shown = (values: Numbers) => ({
      blocks: ['b', 'c', 'a', 'none', 'd'].map((id) => ({ id, title: id })),
      shown: ofEach((measure) => (measure === 'received' ? values : new Array<number>(18).fill(0))),
    });
    const of = (...received: (number | null)[]) => received.flatMap((value) => [null, null, value]);
    expect(lines(shown(of(7, 9, 7, 50, null, 80)))).toEqual(['c', 'a', 'b', 'd', 'none']);
  });

  test('a district that a month did not have is of the others', () => {
    const before = {
      ...september,
      districts: [
        { id: 'north', title: 'Северный' },
        { id: 'west', title: 'Западный' },
      ],
    };
    const { districts: both } = composeFigures([before, october], 'quarter');
    expect(lineOf(both, 'south')).toMatchObject({ counts: { received: 10 }, atLeast: [] });
    expect(lineOf(both, 'west')).toMatchObject({ counts: { received: 10 } });
  });

  test('of nothing is left out', () => {
    const quiet = month('2026-10', { received: totals(9, 0, 9, 0, 9) });
    const figures = composeFigures([quiet], 'month');
    expect(figures.blocks.map(({ id }) => id)).toEqual(['roads']);
    expect(figures.districts.map(({ id }) => id)).toEqual(['north']);
  });

  test('averages weigh by how many they are of', () => {
    const rated = (id: string, count: number, average: number) =>
      month(
        id,
        { rated: totals(count, 0, count, 0, count), ratedWell: totals(count, 0, count, 0, count) },
        { averageRating: [null, null, average, null, null, null, average, null, average] },
      );
    const { total } = composeFigures([rated('2026-09', 10, 5), rated('2026-10', 30, 3)], 'quarter');
    expect(total.averageRating).toBe(3.5);
    const half = { ...rated('2026-10', 30, 3), averageRating: nothing.map(() => null) };
    expect(composeFigures([half], 'month').total.averageRating).toBe('hidden');
  });
});

test('how many numbers are hidden is told of blocks, districts and the city', () => {
  // October: received of both blocks, late of roads and of the north.
  expect(composeFigures([october], 'month').hidden).toEqual({ count: 4, of: 45 });
});

describe('a month as it is published', () => {
  const counts = (received: number[], rated = [0, 0, 0, 0], well = [0, 0, 0, 0]): MonthCounts => ({
    month: '2026-10',
    blocks: september.blocks,
    districts: september.districts,
    counts: ofEach((measure) =>
      measure === 'received'
        ? received
        : measure === 'rated'
          ? rated
          : measure === 'ratedWell'
            ? well
            : [0, 0, 0, 0],
    ),
    days: [0, 0, 0, 0],
    scores: rated.map((count) => count * 4),
    overdue: 3,
    networks: null,
  });
  const rules = { smallest: 5, width: 5, perPair: 10 };

  test('pairs are told where there are enough people to a pair on the average', () => {
    expect(publishMonth(counts([10, 10, 10, 10]), rules).paired).toContain('received');
    expect(publishMonth(counts([10, 10, 10, 9]), rules).paired).not.toContain('received');
  });

  test('a part is told of pairs where it and its rest are enough people', () => {
    const told = (well: number[]) => publishMonth(counts([0, 0, 0, 0], [30, 30, 30, 30], well), rules).paired;
    expect(told([20, 20, 20, 20])).toEqual(expect.arrayContaining(['rated', 'ratedWell']));
    expect(told([28, 28, 28, 28])).not.toContain('ratedWell');
    expect(told([2, 2, 2, 2])).not.toContain('ratedWell');
  });

  test('an average is of a total alone, and of numbers that are shown', () => {
    const { averageRating, overdue } = publishMonth(
      counts([0, 0, 0, 0], [30, 30, 30, 30], [20, 20, 20, 20]),
      rules,
    );
    expect(averageRating).toEqual([null, null, 4, null, null, 4, 4, 4, 4]);
    expect(overdue).toBeNull();
    for (const [late, told] of [
      [0, 0],
      [1, null],
      [4, null],
      [5, 5],
    ] as const)
      expect(publishMonth({ ...counts([10, 10, 10, 10]), overdue: late }, rules).overdue).toBe(told);
    const few = publishMonth(counts([0, 0, 0, 0], [30, 30, 30, 30], [28, 20, 20, 20]), {
      ...rules,
      perPair: 1,
    });
    for (const place of [2, 5, 6, 7])
      expect(few.averageRating[place] === null).toBe(
        few.shown.rated[place] === null || few.shown.ratedWell[place] === null,
      );
  });

  test('is written as rows of levels; a pair that is not told has no number at all', () => {
    const told = publishMonth(counts([10, 10, 10, 10], [3, 9, 9, 9]), rules);
    const rows = writeRows(told);
    expect(rows.map(([, level]) => level)).toEqual([
      ...['pair', 'pair', 'block', 'pair', 'pair', 'block'],
      ...['district', 'district', 'city'],
    ]);
    const at = (name: string): number => setColumns.findIndex(([column]) => column === name);
    expect(rows[0]![at('received')]).toBe(10);
    expect(rows[0]![at('rated')]).toBeUndefined();
    expect(rows[8]!.slice(0, 6)).toEqual(['2026-10', 'city', 'all', 'Все темы', 'all', 'Весь город']);
    expect(writeRows(publishMonth(counts([9, 9, 9, 9]), rules))).toHaveLength(5);
    // Three ratings of one pair, of which totals alone are told: of thirty people none is hidden.
    expect(countShown(told)).toEqual({ hidden: 0, shown: 9 + 8 * 5 });
    const quiet = publishMonth(counts([3, 10, 10, 10]), rules);
    expect(quiet.shown.received).toEqual([null, null, 13, null, null, 20, 13, 20, 33]);
    expect(countShown(publishMonth(counts([3, 0, 10, 10]), rules)).hidden).toBeGreaterThan(1);
  });
});
