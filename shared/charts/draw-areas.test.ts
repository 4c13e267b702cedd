import { expect, test } from 'vitest';
import type { Area, AreaChart } from './chart.ts';
import { tableOf } from './chart-table.ts';
import { describeChart } from './chart-words.ts';
import { drawChart } from './draw.ts';
import { countMeasure } from './measures.ts';
import { type Mark, roomFor } from './picture.ts';

/** Squares of a tenth of a degree beside one another, from the west. */
const square = (at: number): Area['rings'] => {
  const west = 61.5 + at / 10;
  return [
    [
      [west, 56],
      [west + 0.1, 56],
      [west + 0.1, 56.1],
      [west, 56.1],
      [west, 56],
    ],
  ];
};
const areas = (list: [number | null, Area['look']][]): AreaChart => {
  const categories = list.map((_, at) => ({ title: `Район ${at + 1}`, short: `Р${at + 1}` }));
  return {
    kind: 'areas',
    title: 'Просрочено',
    of: 'Район',
    categories,
    measure: countMeasure,
    empty: 'данных нет',
    series: { title: 'Просрочено', values: list.map(([value]) => value) },
    areas: list.map(([value, look], at) => ({
      rings: square(at),
      look,
      text: value === null ? 'мало' : `${value}`,
    })),
    steps: ['5–6', '7–9', '10–14', '15–21', '22+'],
    hatched: 'меньше 5',
  };
};
const town = areas([
  [31, 5],
  [5, 1],
  [null, 'small'],
  [0, 'zero'],
]);
const textsOf = (marks: readonly Mark[]) =>
  marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));

test('each area is painted by its look and says its name and number; too few are hatched, the key tells the shades', () => {
  const { marks } = drawChart(town, 640);
  const paths = marks.flatMap((mark) => (mark.kind === 'path' ? [mark.look] : []));
  expect(paths.slice(0, 7)).toEqual([
    'heat-5',
    'bar-edge',
    'heat-1',
    'bar-edge',
    'hatch',
    'bar-edge',
    'bar-edge',
  ]);
  const texts = textsOf(marks);
  expect(texts).toEqual(expect.arrayContaining(['Район 1', '31', 'мало', '22+', 'меньше 5']));
  const number = marks.find((mark) => mark.kind === 'text' && mark.text === '31');
  expect(number).toMatchObject({ look: 'on-heat-5', anchor: 'middle' });
});

test('north is up, the west to the left, and nothing leaves the picture', () => {
  for (const width of [300, 640]) {
    const { marks, height, spots } = drawChart(town, width);
    expect(spots.map(({ x }) => x)).toEqual(spots.map(({ x }) => x).toSorted((a, b) => a - b));
    // A degree of longitude is little over half of one of latitude here.
    expect(spots[0]!.width / spots[0]!.height).toBeCloseTo(Math.cos((56.05 * Math.PI) / 180), 2);
    for (const mark of marks) {
      expect(JSON.stringify(mark)).not.toMatch(/NaN|Infinity|null/u);
      if (mark.kind !== 'text') continue;
      const half = mark.anchor === 'middle' ? roomFor(mark.text) / 2 : 0;
      expect(mark.x - half).toBeGreaterThan(-3);
      expect(mark.y).toBeLessThanOrEqual(height);
    }
    for (const { x, y, width: wide, height: tall } of spots)
      expect([x >= 0, y >= 0, x + wide <= width, y + tall <= height]).toEqual([true, true, true, true]);
  }
});

test('hatches stay inside of their area, a hole in it is left out', () => {
  const hole: Area['rings'][number] = [
    [61.53, 56.03],
    [61.57, 56.03],
    [61.57, 56.07],
    [61.53, 56.07],
    [61.53, 56.03],
  ];
  const chart = areas([[3, 'small']]);
  const { marks, spots } = drawChart(
    { ...chart, areas: [{ ...chart.areas[0]!, rings: [...square(0), hole] }] },
    640,
  );
  const strokes = marks.find(({ look }) => look === 'hatch');
  const lines = [...(strokes?.kind === 'path' ? strokes.d : '').matchAll(/M([\d.]+) ([\d.]+)H([\d.]+)/gu)];
  const box = spots[0]!;
  const byHeight = Map.groupBy(lines, ([, , y]) => y);
  expect(byHeight.size).toBeGreaterThan(20);
  for (const [, from, , to] of lines)
    expect([Number(from) >= box.x - 0.1, Number(to) <= box.x + box.width + 0.1]).toEqual([true, true]);
  // Across the hole a stroke is two.
  expect(Math.max(...[...byHeight.values()].map((same) => same.length))).toBe(2);
});

test('a name its area has no room for stands below under the number in its place', () => {
  const list = Array.from({ length: 12 }, (_, at): [number, Area['look']] => [at, 1]);
  const { marks } = drawChart(areas(list), 300);
  const texts = textsOf(marks);
  expect(texts.filter((text) => text === 'Район 12')).toHaveLength(1);
  expect(texts.filter((text) => text === '12')).toHaveLength(2);
  expect(textsOf(drawChart(town, 640).marks)).not.toContain('1');
});

test('it is told in a sentence and as a table, and of nothing says so', () => {
  expect(describeChart(town)).toBe('Просрочено: больше всего: Район 1 — 31');
  expect(tableOf(town).rows).toEqual([
    ['Район 1', '31'],
    ['Район 2', '5'],
    ['Район 3', '—'],
    ['Район 4', '0'],
  ]);
  expect(drawChart(town, 640).spots.map(({ words }) => words)).toContain('Район 3: данных нет');
  expect(textsOf(drawChart(areas([[null, 'small']]), 640).marks)).toEqual(['данных нет']);
});

test('under borders areas bear no names, and the key tells the shades alone', () => {
  const { marks, spots } = drawChart({ ...town, borders: square(1) }, 640);
  expect(textsOf(marks)).toEqual(['5–6', '7–9', '10–14', '15–21', '22+', 'меньше 5']);
  const looks = marks.flatMap((mark) => (mark.kind === 'path' ? [mark.look] : []));
  expect(looks.slice(0, 6)).toEqual(['heat-5', 'heat-1', 'hatch', 'bar-edge', 'bar-edge', 'axis']);
  expect(spots.map(({ words }) => words)).toContain('Район 1: 31');
  // Borders beyond the areas widen the ground.
  const wide = drawChart({ ...town, borders: square(20) }, 640);
  expect(wide.spots[0]!.width).toBeLessThan(spots[0]!.width);
});
