import { itemAt, numberAt } from '../lists.ts';
import { knownValues, type StripChart } from './chart.ts';
import { drawCategories, drawEmpty, drawKey, type Frame, fillKey, LINE, spotsOf } from './frame.ts';
import { classOf, describeScale } from './heat-scale.ts';
import {
  hatch,
  type Mark,
  type Picture,
  rect,
  roomFor,
  type ShapeLook,
  type TextLook,
  words,
} from './picture.ts';

const CELL = 28;

/** Cells in a row, the darker the more; the number stands in its cell where there is room, and the shades are told below. */
export function drawStrip(chart: StripChart, width: number): Picture {
  const height = CELL + 22;
  if (knownValues(chart).every((value) => value === 0)) return drawEmpty(chart, width, 'full');
  const { values } = chart.series;
  const step = width / Math.max(1, values.length);
  const frame: Frame = { width, height, left: 0, right: width, top: 0, bottom: CELL };
  const labels = values.map((value) => (value ? chart.measure.tick(value) : ''));
  const hasRoom = labels.every((label) => roomFor(label) <= step - 2);
  const cells = values.flatMap((value, at) => {
    const x = at * step + 0.5;
    return [
      ...paintCell(value, x, 0, step - 1, CELL, chart.bounds),
      ...(hasRoom && value
        ? [words(x + (step - 1) / 2, CELL / 2 + 4, itemAt(labels, at), 'middle', textOn(value, chart.bounds))]
        : []),
    ];
  });
  const key = drawKey(shadeKey(chart.bounds), width, height + 8);
  return {
    width,
    height: height + key.lines * LINE + 6,
    marks: [...cells, ...drawCategories(chart.categories, frame, (at) => (at + 0.5) * step), ...key.marks],
    spots: spotsOf(chart, frame, (at) => at * step, step),
  };
}

function paintCell(
  value: number | null,
  x: number,
  y: number,
  width: number,
  height: number,
  bounds: readonly number[],
): Mark[] {
  if (value === null) return hatch(x, y, width, height);
  const shade = classOf(value, bounds);
  if (shade === 'zero') return [rect(x, y + height - 1, width, 1, 'none')];
  if (shade === 'small') return [...hatch(x, y, width, height), rect(x, y, width, height, 'bar-edge')];
  return [rect(x, y, width, height, `heat-${shade}` satisfies ShapeLook)];
}

const textOn = (value: number, bounds: readonly number[]): TextLook => {
  const shade = classOf(value, bounds);
  return typeof shade === 'number' ? `on-heat-${shade}` : 'label';
};

/** The legend of shades: what each means in numbers. */
const shadeKey = (bounds: readonly number[]) =>
  describeScale(bounds).map((title, at) =>
    fillKey(title, (x, y, w, h) => paintCell(numberAt(bounds, at), x, y, w, h, bounds)),
  );
