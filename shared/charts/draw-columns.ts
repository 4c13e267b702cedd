import { scaleBand } from 'd3-scale';
import { stack, stackOffsetDiverging } from 'd3-shape';
import { itemAt, numberAt } from '../lists.ts';
import { type Chart, type ColumnChart, knownValues, type Series } from './chart.ts';
import { sumAt } from './chart-table.ts';
import {
  drawCategories,
  drawEmpty,
  drawKey,
  drawTicks,
  type Frame,
  fillKey,
  heights,
  LINE,
  lineKey,
  type Size,
  spotsOf,
} from './frame.ts';
import { hatch, level, type Mark, type Picture, rect, roomFor, type ShapeLook, words } from './picture.ts';
import { makeValueAxis, type ValueAxis } from './scale.ts';

/** Looks of the series that stand on one another: whole, hatched, empty. Shape tells them as well as colour. */
const stackLooks: readonly ShapeLook[] = ['bar', 'bar-next', 'bar-rest'];

/** A part of a bar in the look of its series. */
export function paintPart(x: number, y: number, width: number, height: number, at: number): Mark[] {
  const look = itemAt(stackLooks, at % stackLooks.length);
  return [
    rect(x, y, width, height, look),
    ...(look === 'bar-next' ? hatch(x, y, width, height) : []),
    ...(look === 'bar' ? [] : [rect(x, y, width, height, 'bar-edge')]),
  ];
}

/** What the looks of several series mean. */
export const seriesKey = (series: readonly Series[]) =>
  series.length < 2
    ? []
    : series.map(({ title }, index) => fillKey(title, (x, y, w, h) => paintPart(x, y, w, h, index)));

/** Both ends of each part of each category, from the first series on; what is below nothing goes down. */
export function stackParts(chart: Chart, series: readonly Series[]): [low: number, high: number][][] {
  const keys = series.map((_, index) => String(index));
  const rows = chart.categories.map((_, at) =>
    Object.fromEntries(series.map(({ values }, index) => [String(index), values[at] ?? 0])),
  );
  const parts = stack<Record<string, number>>().keys(keys).offset(stackOffsetDiverging)(rows);
  return parts.map((part) => part.map(([low, high]) => [low, high]));
}

export function drawColumns(chart: ColumnChart, width: number, size: Size): Picture {
  const height = heights[size];
  if (knownValues(chart).length === 0) return drawEmpty(chart, width, size);
  const parts = stackParts(chart, chart.series);
  const goal = size === 'spark' ? null : (chart.goal ?? null);
  const [top, bottom] = size === 'spark' ? [2, height - 2] : [size === 'full' ? 22 : 6, height - 22];
  const options = { measure: chart.measure, beginsAtZero: true };
  const axis = makeValueAxis([...parts.flat(2), ...(goal ? [goal.value] : [])], [bottom, top], options);
  const left = size === 'full' ? Math.max(0, ...axis.ticks.map(({ label }) => roomFor(label))) + 8 : 0;
  const label = goal ? `${goal.title} ${chart.measure.tick(goal.value)}` : '';
  const right = width - (label && size === 'full' ? roomFor(label) + 6 : 0);
  const frame: Frame = { width, height, top, bottom, left, right };
  const band = scaleBand<number>(
    chart.categories.map((_, at) => at),
    [left, right],
  )
    .paddingInner(0.3)
    .paddingOuter(0.15);
  const bar = Math.min(WIDEST, band.bandwidth());
  const x = (at: number): number => (band(at) ?? left) + (band.bandwidth() - bar) / 2;
  const marks = [
    ...(size === 'full' ? drawTicks(axis, frame) : []),
    ...drawBars(chart, parts, axis, x, bar),
    level(left, right, axis.place(0), 'axis'),
    ...(goal ? [level(left, right, axis.place(goal.value), 'goal')] : []),
    ...(goal && size === 'full'
      ? [words(right + 6, axis.place(goal.value) + 4, label, 'start', 'goal-words')]
      : []),
    ...(size === 'spark' ? [] : drawCategories(chart.categories, frame, (at) => x(at) + bar / 2)),
    ...(size === 'full' ? drawNumbers(chart, axis, x, bar) : []),
  ];
  const items = [...seriesKey(chart.series), ...(goal && size === 'small' ? [lineKey(label, 'goal')] : [])];
  const key = size === 'spark' ? { marks: [], lines: 0 } : drawKey(items, width, height + 8);
  return {
    width,
    height: height + (key.lines > 0 ? key.lines * LINE + 6 : 0),
    marks: [...marks, ...key.marks],
    spots: spotsOf(chart, frame, (at) => x(at) - (band.step() - bar) / 2, band.step()),
  };
}

/** Two months are no two walls. */
const WIDEST = 56;

/** The least a bar of something is high, so that it does not look like nothing. */
const LEAST = 2;

function drawBars(
  chart: ColumnChart,
  parts: readonly [low: number, high: number][][],
  axis: ValueAxis,
  x: (at: number) => number,
  bar: number,
): Mark[] {
  const { marked } = chart;
  return chart.categories.flatMap((_, at): Mark[] => {
    const sum = sumAt(chart, at);
    if (sum === null) return hatch(x(at), axis.place(0) - 12, bar, 12);
    if (parts.every((part) => itemAt(part, at)[0] === itemAt(part, at)[1]))
      return [rect(x(at), axis.place(0) - 1, bar, 1, 'none')];
    return parts.flatMap((part, index): Mark[] => {
      const [low, high] = itemAt(part, at);
      if (low === high) return [];
      const tall = Math.max(LEAST, axis.place(low) - axis.place(high));
      const look = marked === undefined || marked === at ? index : stackLooks.length - 1;
      return paintPart(x(at), axis.place(low) - tall, bar, tall, look);
    });
  });
}

/** The greatest and the last are told by their numbers; the rest are read from the axis. */
function drawNumbers(chart: ColumnChart, axis: ValueAxis, x: (at: number) => number, bar: number): Mark[] {
  const sums = chart.categories.map((_, at) => sumAt(chart, at) ?? 0);
  const greatest = sums.indexOf(Math.max(...sums));
  const last = sums.length - 1;
  // Neighbours would lie over each other.
  const told = last - greatest === 1 ? [greatest] : [...new Set([greatest, last])];
  return told
    .filter((at) => numberAt(sums, at) > 0)
    .map((at) =>
      words(
        x(at) + bar / 2,
        axis.place(numberAt(sums, at)) - 5,
        chart.measure.tick(numberAt(sums, at)),
        'middle',
        'strong',
      ),
    );
}
