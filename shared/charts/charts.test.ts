import { expect, test } from 'vitest';
import type { BarChart, Category, Chart, ColumnChart, LineChart, StripChart } from './chart.ts';
import { tableOf } from './chart-table.ts';
import { describeChart, wordsAt } from './chart-words.ts';
import { drawChart } from './draw.ts';
import { findGaps } from './draw-line.ts';
import { makeScale } from './heat-scale.ts';
import { countMeasure } from './measures.ts';
import { fitText, hatch, type Mark, roomFor } from './picture.ts';
import { usualSpread } from './spread.ts';
import { dayCategory, monthCategory } from './times.ts';

const named = (titles: readonly string[]): Category[] => titles.map((title) => ({ title, short: title }));
const months = named(['сен', 'окт', 'ноя']);
const common = {
  title: 'Просрочено',
  of: 'Месяц',
  categories: months,
  measure: countMeasure,
  empty: 'данных нет',
};

const line = (values: readonly (number | null)[], more: Partial<LineChart> = {}): LineChart => ({
  ...common,
  kind: 'line',
  categories: named(values.map((_, at) => `м${at + 1}`)),
  series: { title: 'месяц', values },
  ...more,
});
const columns = (series: ColumnChart['series'], more: Partial<ColumnChart> = {}): ColumnChart => ({
  ...common,
  kind: 'columns',
  series,
  ...more,
});
const bars = (values: readonly number[]): BarChart => ({
  ...common,
  kind: 'bars',
  series: [{ title: 'Поступило', values }],
});
const strip = (values: readonly (number | null)[]): StripChart => ({
  ...common,
  kind: 'strip',
  categories: named(values.map((_, at) => `${at}`)),
  series: { title: 'Сообщений', values },
  bounds: makeScale(Math.max(1, ...values.map((value) => value ?? 0)), 1),
});

const textsOf = (marks: readonly Mark[]) =>
  marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
const looksOf = (marks: readonly Mark[]) => marks.map(({ look }) => look);
const draw = (chart: Chart, width = 640) => drawChart(chart, width);

test.each<[string, (number | null)[], [number, number][]]>([
  ['none', [1, 2], []],
  ['at the start', [null, null, 3], [[0, 1]]],
  [
    'two of them',
    [1, null, 3, null, null],
    [
      [1, 1],
      [3, 4],
    ],
  ],
])('gaps of a line: %s', (_, values, gaps) => {
  expect(findGaps(values)).toEqual(gaps);
});

test('a line breaks where nothing is known, and a value between two gaps is a dot', () => {
  const { marks } = draw(line([1, 2, null, 4, null, 6, 7]));
  const path = marks.find(({ look }) => look === 'line');
  expect(path).toMatchObject({ kind: 'path' });
  expect(path?.kind === 'path' && path.d.match(/M/gu)).toHaveLength(3);
  expect(looksOf(marks).filter((look) => look === 'gap')).toHaveLength(2);
  // One alone, and the last one.
  expect(looksOf(marks).filter((look) => look === 'dot')).toHaveLength(2);
});

test.each<[string, number, 'up' | 'down' | null, string]>([
  ['under a goal not to pass', 4, 'down', 'dot-ok'],
  ['at a goal not to pass', 5, 'down', 'dot-ok'],
  ['over a goal not to pass', 6, 'down', 'dot-warning'],
  ['over a goal to reach', 6, 'up', 'dot-ok'],
  ['at a goal to reach', 5, 'up', 'dot-ok'],
  ['under a goal to reach', 4, 'up', 'dot-warning'],
  ['no way is better', 6, null, 'dot'],
])('the last value, %s', (_, last, better, look) => {
  const { marks } = draw(line([3, last], { goal: { value: 5, title: 'цель', better } }));
  expect(marks.filter(({ look: one }) => one.startsWith('dot')).map(({ look: one }) => one)).toEqual([look]);
  expect(textsOf(marks)).toContain('цель 5');
});

test('a goal and a band far off the values are inside of the picture', () => {
  const values = [1, 2, 3, 2, 1, 2];
  const band = { title: 'обычный разброс', low: values.map(() => -50), high: values.map(() => 90) };
  const { marks, height } = draw(line(values, { band, goal: { value: 200, title: 'цель', better: 'up' } }));
  const paths = marks.flatMap((mark) =>
    mark.kind === 'path' && ['goal', 'band'].includes(mark.look) ? [mark.d] : [],
  );
  const numbers = paths.flatMap((d) => [...d.matchAll(/[ ,](-?[\d.]+)/gu)].map(([, y]) => Number(y)));
  expect(paths.length).toBeGreaterThan(1);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(height);
});

test('values that do not come evenly lie where they belong', () => {
  const chart = line([1, 2, 3], { positions: [0, 0.1, 1] });
  const [first, second, third] = draw(chart).spots.map(({ x }) => x);
  expect((second! - first!) / (third! - first!)).toBeCloseTo(0.1);
});

test('columns stand on one another and on nothing, and what is lost goes down', () => {
  const { marks } = draw(
    columns([
      { title: 'решено', values: [3, 0, -2] },
      { title: 'нет', values: [1, 0, 0] },
    ]),
  );
  const rects = marks.flatMap((mark) => (mark.kind === 'rect' ? [mark] : []));
  const [solved] = rects.filter(({ look }) => look === 'bar');
  const [rest] = rects.filter(({ look }) => look === 'bar-next');
  expect(solved!.y).toBeCloseTo(rest!.y + rest!.height, 0);
  expect(solved!.height).toBeCloseTo(rest!.height * 3, 0);
  const lost = rects.filter(({ look }) => look === 'bar')[1]!;
  expect(lost.y).toBeCloseTo(solved!.y + solved!.height, 0);
  expect(rects.filter(({ look }) => look === 'none')).toHaveLength(1);
});

test('a part of a stack is told by its hatch as well as by its colour', () => {
  const { marks } = draw(
    columns([
      { title: 'а', values: [1, 1, 1] },
      { title: 'б', values: [1, 1, 1] },
    ]),
  );
  expect(looksOf(marks)).toContain('hatch');
  expect(textsOf(marks)).toEqual(expect.arrayContaining(['а', 'б']));
});

test.each([320, 640])('lying bars %s wide: each has its name and its number', (width) => {
  const { marks } = draw(bars([1200, 30, 0]), width);
  expect(textsOf(marks)).toEqual(expect.arrayContaining(['сен', 'окт', 'ноя', '1\u00a0200', '30', '0']));
});

test('a strip is darker where there is more, hatched where nothing is known, and tells its shades', () => {
  const { marks } = draw(strip([0, 1, 20, null]));
  const shades = looksOf(marks).filter((look) => look.startsWith('heat-'));
  expect(shades.slice(0, 2)).toEqual(['heat-1', 'heat-5']);
  expect(looksOf(marks)).toEqual(expect.arrayContaining(['none', 'hatch']));
  expect(textsOf(marks)).toEqual(expect.arrayContaining(['1', '20', '11+']));
});

const all: [string, Chart][] = [
  [
    'line',
    line([3, null, 11], {
      goal: { value: 5, title: 'цель', better: 'down' },
      band: usualSpread([3, null, 11]),
    }),
  ],
  ['one value', line([7])],
  ['huge values', line([7e9, 1, 3e12])],
  [
    'columns',
    columns([{ title: 'Дел', values: [4, null, 9e9] }], {
      goal: { value: 3, title: 'ожидалось', better: null },
      marked: 2,
    }),
  ],
  ['losses', columns([{ title: 'Дел', values: [-4, -2, 3] }])],
  ['bars', bars([12, 5, 9])],
  ['strip', strip([0, 4, null, 12, 1])],
];

test.each(all)('%s: everything is drawn inside of the picture, on a phone too', (_, chart) => {
  for (const width of [300, 640]) {
    const { marks, height } = draw(chart, width);
    for (const mark of marks) {
      expect(JSON.stringify(mark)).not.toMatch(/NaN|Infinity|null/u);
      if (mark.kind !== 'text') continue;
      const room = roomFor(mark.text);
      const left = mark.x - (mark.anchor === 'end' ? room : mark.anchor === 'middle' ? room / 2 : 0);
      expect({ mark, isInside: left > -3 && left + room < width + 3 }).toMatchObject({ isInside: true });
      expect(mark.y).toBeLessThanOrEqual(height);
    }
  }
});

test.each(all)('%s: each category has a place that says its number as the table does', (_, chart) => {
  const { rows } = tableOf(chart);
  const spots = draw(chart).spots.map(({ words }) => words);
  expect(spots).toHaveLength(chart.categories.length);
  rows.forEach(([title, number], at) => {
    expect(spots[at]).toBe(`${title}: ${number === '—' ? 'данных нет' : number}`);
  });
});

test.each<Chart['kind']>(['line', 'columns', 'bars', 'strip'])('%s of nothing says so', (kind) => {
  const values = [null, null, null];
  const chart = {
    ...common,
    kind,
    series: kind === 'line' || kind === 'strip' ? { title: 'а', values } : [{ title: 'а', values }],
    bounds: [1, 2, 3, 4, 5],
  } as Chart;
  expect(textsOf(draw(chart).marks)).toEqual(['данных нет']);
  expect(describeChart(chart)).toBe('Просрочено: данных нет');
});

test('the table has the numbers, their sum, the goal and the band', () => {
  const table = tableOf(
    line([3, null, 11], {
      goal: { value: 5, title: 'цель', better: 'down' },
      band: { title: 'обычный разброс', low: [null, 2, 3], high: [null, 4, 8] },
    }),
  );
  expect(table.head).toEqual(['Месяц', 'месяц', 'Обычный разброс', 'Цель']);
  expect(table.rows).toEqual([
    ['м1', '3', '—', '5'],
    ['м2', '—', '2 – 4', '5'],
    ['м3', '11', '3 – 8', '5'],
  ]);
  const stacked = tableOf(
    columns(
      [
        { title: 'решено', values: [1, null, 2] },
        { title: 'нет', values: [4, null, 0] },
      ],
      { total: 'Дел' },
    ),
  );
  expect(stacked.head).toEqual(['Месяц', 'Дел', 'решено', 'нет']);
  expect(stacked.rows[0]).toEqual(['сен', '5', '1', '4']);
  expect(stacked.rows[1]).toEqual(['окт', '—', '—', '—']);
});

test('a picture is told in a sentence', () => {
  expect(describeChart(line([3, 12, 11], { goal: { value: 5, title: 'цель', better: 'down' } }))).toBe(
    'Просрочено: последнее: м3 — 11; больше всего: м2 — 12; цель 5',
  );
  expect(describeChart(bars([3, 12, 11]))).toBe('Просрочено: больше всего: окт — 12');
  expect(
    wordsAt(
      columns([
        { title: 'решено', values: [1, 2, 3] },
        { title: 'нет', values: [4, 5, null] },
      ]),
      2,
    ),
  ).toBe('ноя: решено 3, нет данных нет');
});

test('a hatch stays inside of its rectangle', () => {
  const [mark] = hatch(10, 20, 30, 12);
  const numbers = [...(mark?.kind === 'path' ? mark.d : '').matchAll(/([\d.]+) ([\d.]+)/gu)];
  expect(numbers.length).toBeGreaterThan(8);
  for (const [, x, y] of numbers) {
    expect(Number(x)).toBeGreaterThanOrEqual(10);
    expect(Number(x)).toBeLessThanOrEqual(40);
    expect(Number(y)).toBeGreaterThanOrEqual(20);
    expect(Number(y)).toBeLessThanOrEqual(32);
  }
});

test('names of months and days, and a name too long for its room', () => {
  expect(monthCategory('2026-11')).toEqual({ title: 'ноябрь\u00a02026', short: 'ноя' });
  expect(monthCategory('2026-01').short).toBe('янв\u00a02026');
  expect(dayCategory('2026-11-24')).toEqual({ title: '24.11.2026', short: '24.11' });
  expect(fitText('Дороги', 100)).toBe('Дороги');
  expect(fitText('Жилищно-коммунальное хозяйство', 100)).toBe('Жилищно-комму…');
});
