import { area, line } from 'd3-shape';
import { must } from '../known.ts';
import { itemAt } from '../lists.ts';
import { type Band, type Goal, knownValues, type LineChart } from './chart.ts';
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
import { dot, hatch, level, type Mark, type Picture, rect, roomFor, words } from './picture.ts';
import { makeValueAxis, type ValueAxis } from './scale.ts';

/** A line with its goal and the usual spread around it; where nothing is known it breaks and the gap is hatched. */
export function drawLine(chart: LineChart, width: number, size: Size): Picture {
  const known = knownValues(chart);
  const height = heights[size];
  if (known.length === 0) return drawEmpty(chart, width, size);
  const goal = size === 'spark' ? null : (chart.goal ?? null);
  const band = size === 'spark' ? null : (chart.band ?? null);
  const bandEnds = band ? [...band.low, ...band.high].filter((value) => value !== null) : [];
  const extent = [...known, ...bandEnds, ...(goal ? [goal.value] : [])];
  const options = { measure: chart.measure, beginsAtZero: false };
  const [top, bottom] =
    size === 'full' ? [22, height - 22] : size === 'small' ? [10, height - 20] : [5, height - 6];
  const axis = makeValueAxis(extent, [bottom, top], options);
  const frame = frameOf(chart, size, width, axis, { top, bottom, height });
  const step = (frame.right - frame.left) / Math.max(1, chart.categories.length - 1);
  // One value alone stands in the middle.
  const place = (at: number): number =>
    chart.categories.length === 1
      ? (frame.left + frame.right) / 2
      : frame.left +
        (chart.positions?.[at] ?? at / (chart.categories.length - 1)) * (frame.right - frame.left);
  const marks = [
    ...(size === 'full' ? drawTicks(axis, frame) : [level(frame.left, frame.right, bottom + 4, 'axis')]),
    ...(band ? drawBand(band, place, axis) : []),
    ...drawGaps(chart, frame, place, step),
    ...(goal ? drawGoal(goal, frame, axis, chart, size) : []),
    ...drawValues(chart, place, axis, size, bottom),
    ...(size === 'spark' ? [] : drawCategories(chart.categories, frame, place)),
  ];
  const key = size === 'full' ? keyOf(chart, width, height + 8) : { marks: [], lines: 0 };
  return {
    width,
    height: height + (key.lines > 0 ? key.lines * LINE + 6 : 0),
    marks: [...marks, ...key.marks],
    spots: size === 'spark' ? [] : spotsOf(chart, frame, (at) => place(at) - step / 2, step),
  };
}

function frameOf(
  chart: LineChart,
  size: Size,
  width: number,
  axis: ValueAxis,
  box: Pick<Frame, 'top' | 'bottom' | 'height'>,
): Frame {
  const ticks = size === 'full' ? Math.max(0, ...axis.ticks.map(({ label }) => roomFor(label))) + 8 : 4;
  const goal = chart.goal && size !== 'spark' ? roomFor(goalLabel(chart.goal, chart, size)) + 6 : 0;
  return { ...box, width, left: ticks, right: width - Math.max(goal, 8) };
}

const goalLabel = ({ title, value }: Goal, { measure }: LineChart, size: Size): string =>
  size === 'small' ? title : `${title} ${measure.tick(value)}`;

function drawGoal(goal: Goal, frame: Frame, axis: ValueAxis, chart: LineChart, size: Size): Mark[] {
  const y = axis.place(goal.value);
  return [
    level(frame.left, frame.right, y, 'goal'),
    words(frame.right + 6, y + 4, goalLabel(goal, chart, size), 'start', 'goal-words'),
  ];
}

function drawBand({ low, high }: Band, place: (at: number) => number, axis: ValueAxis): Mark[] {
  const draw = area<number | null>()
    .defined((from, at) => from !== null && high[at] !== null)
    .x((_, at) => place(at))
    .y0((from) => axis.place(from ?? 0))
    .y1((_, at) => axis.place(high[at] ?? 0))
    .digits(1);
  const d = draw(low);
  return d ? [{ kind: 'path', d, look: 'band' }] : [];
}

/** Runs of categories without a number. */
export function findGaps(values: readonly (number | null)[]): [first: number, last: number][] {
  const gaps: [number, number][] = [];
  values.forEach((value, at) => {
    if (value !== null) return;
    const open = gaps.at(-1);
    if (open?.[1] === at - 1) open[1] = at;
    else gaps.push([at, at]);
  });
  return gaps;
}

function drawGaps(chart: LineChart, frame: Frame, place: (at: number) => number, step: number): Mark[] {
  return findGaps(chart.series.values).flatMap(([first, last]) => {
    const left = Math.max(frame.left, place(first) - step / 2);
    const room = Math.min(frame.right, place(last) + step / 2) - left;
    const marks: Mark[] = [
      rect(left, frame.top, room, frame.bottom - frame.top, 'gap'),
      ...hatch(left, frame.top, room, frame.bottom - frame.top, 'grid'),
    ];
    if (frame.bottom - frame.top > 40 && room > roomFor(chart.empty))
      marks.push(
        // Strokes of a hatch under letters would not let them be read.
        rect(left + (room - roomFor(chart.empty)) / 2, frame.top + 1, roomFor(chart.empty), 16, 'bar-rest'),
        words(left + room / 2, frame.top + 13, chart.empty, 'middle', 'muted'),
      );
    return marks;
  });
}

/** The line; a value whose neighbours are unknown is a dot, the last one is told by its number. */
function drawValues(
  chart: LineChart,
  place: (at: number) => number,
  axis: ValueAxis,
  size: Size,
  bottom: number,
): Mark[] {
  const { values } = chart.series;
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, at) => place(at))
    .y((value) => axis.place(value ?? 0))
    .digits(1);
  const last = values.findLastIndex((value) => value !== null);
  const isAlone = (at: number): boolean =>
    (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
  const alone = values.flatMap((value, at) =>
    value !== null && at !== last && isAlone(at) ? [dot(place(at), axis.place(value), 'dot')] : [],
  );
  const lastValue = must(itemAt(values, last), 'the last value, found as one that is not null');
  const [x, y] = [place(last), axis.place(lastValue)];
  const number = chart.measure.write(lastValue);
  const marks: Mark[] = [
    { kind: 'path', d: draw(values) ?? '', look: 'line' },
    ...alone,
    dot(x, y, lookOf(lastValue, chart.goal ?? null)),
  ];
  // A line that comes from above would run through a number over its end.
  const isFalling = (values.slice(0, last).findLast((value) => value !== null) ?? 0) > lastValue;
  if (size === 'full')
    marks.push(words(x + 2, isFalling && y + 22 < bottom ? y + 19 : y - 9, number, 'end', 'strong'));
  return marks;
}

function lookOf(value: number, goal: Goal | null): 'dot' | 'dot-ok' | 'dot-warning' {
  if (!goal?.better) return 'dot';
  const isMet = goal.better === 'up' ? value >= goal.value : value <= goal.value;
  return isMet ? 'dot-ok' : 'dot-warning';
}

function keyOf(chart: LineChart, width: number, top: number) {
  const { series, goal, band } = chart;
  if (!goal && !band) return { marks: [], lines: 0 };
  return drawKey(
    [
      lineKey(series.title, 'line'),
      ...(goal ? [lineKey(goal.title, 'goal')] : []),
      ...(band ? [fillKey(band.title, (x, y, w, h) => [rect(x, y, w, h, 'band')])] : []),
    ],
    width,
    top,
  );
}
