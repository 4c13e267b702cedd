import { scaleLinear } from 'd3-scale';
import { itemAt } from '../lists.ts';
import { type BarChart, knownValues } from './chart.ts';
import { sumAt } from './chart-table.ts';
import { wordsAt } from './chart-words.ts';
import { paintPart, seriesKey, stackParts } from './draw-columns.ts';
import { drawEmpty, drawKey, LINE } from './frame.ts';
import { fitText, type Mark, type Picture, rect, roomFor, type Spot, words } from './picture.ts';
import { spanOf } from './scale.ts';

/** Under this width a name stands over its bar and not beside it. */
const NARROW = 460;
const BAR = 14;

/** Lying bars: name, bar, number. */
export function drawBars(chart: BarChart, width: number): Picture {
  if (knownValues(chart).length === 0) return drawEmpty(chart, width, 'full');
  const isNarrow = width < NARROW;
  const parts = stackParts(chart, chart.series);
  const sums = chart.categories.map((_, at) => sumAt(chart, at));
  const numbers = sums.map((sum) => (sum === null ? chart.empty : chart.measure.write(sum)));
  const names = Math.min(width * 0.42, Math.max(...chart.categories.map(({ short }) => roomFor(short))) + 10);
  const left = isNarrow ? 0 : names;
  const right = width - Math.max(...numbers.map(roomFor)) - 8;
  const scale = scaleLinear(spanOf(parts.flat(2), true), [left, right]);
  const row = isNarrow ? LINE + BAR + 8 : BAR + 10;
  const marks: Mark[] = [];
  const spots: Spot[] = [];
  chart.categories.forEach(({ short }, at) => {
    const top = at * row + (isNarrow ? LINE : 4);
    marks.push(
      isNarrow ? words(0, top - 5, fitText(short, width)) : words(0, top + 11, fitText(short, names - 10)),
      ...parts.flatMap((part, index) => {
        const [low, high] = itemAt(part, at);
        return low === high
          ? []
          : paintPart(scale(low), top, Math.max(2, scale(high) - scale(low)), BAR, index);
      }),
      words(
        scale(Math.max(0, ...parts.map((part) => itemAt(part, at)[1]))) + 6,
        top + 11,
        itemAt(numbers, at),
        'start',
        'strong',
      ),
    );
    if (sums[at] === 0) marks.push(rect(scale(0), top, 2, BAR, 'none'));
    spots.push({ x: 0, y: at * row, width, height: row, words: wordsAt(chart, at) });
  });
  const height = chart.categories.length * row + 6;
  marks.push({ kind: 'path', look: 'axis', d: `M${scale(0).toFixed(1)} 0V${height - 4}` });
  const key = drawKey(seriesKey(chart.series), width, height + 8);
  if (key.lines === 0) return { width, height, marks, spots };
  return { width, height: height + key.lines * LINE + 6, marks: [...marks, ...key.marks], spots };
}
