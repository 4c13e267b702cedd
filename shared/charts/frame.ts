import { itemAt } from '../lists.ts';
import type { Category, Chart } from './chart.ts';
import { wordsAt } from './chart-words.ts';
import { level, type Mark, type Picture, roomFor, type Spot, words } from './picture.ts';
import { pickLabels, type ValueAxis } from './scale.ts';

/** `full` has its axes and key, `small` is one of many beside each other, `spark` stands in a line of text. */
export type Size = 'full' | 'small' | 'spark';

/** Room of the drawing itself inside the picture. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
  width: number;
  height: number;
}

export const heights: Readonly<Record<Size, number>> = { full: 200, small: 88, spark: 32 };

/** A line of letters with the air around it. */
export const LINE = 18;

/** Names under the axis, as many as there is room for. */
export function drawCategories(
  categories: readonly Category[],
  frame: Frame,
  centre: (at: number) => number,
): Mark[] {
  const labels = categories.map(({ short }) => short);
  const place = (at: number): number => keepInside(centre(at), itemAt(labels, at), frame);
  return [...pickLabels(labels, place)].map((at) =>
    words(place(at), frame.bottom + 15, itemAt(labels, at), 'middle', 'muted'),
  );
}

/** A text around a middle does not run out of the picture. */
const keepInside = (x: number, text: string, { left, width }: Frame): number => {
  const half = roomFor(text) / 2;
  return Math.max(half, Math.min(x, Math.max(left + half, width - half)));
};

/** Lines across the picture with their numbers on the left. */
export function drawTicks(axis: ValueAxis, frame: Frame): Mark[] {
  return axis.ticks.flatMap(({ at, label }) => [
    level(frame.left, frame.right, at, 'grid'),
    words(frame.left - 6, at + 4, label, 'end', 'muted'),
  ]);
}

/** A place that tells its number for each category. */
export const spotsOf = (chart: Chart, frame: Frame, left: (at: number) => number, width: number): Spot[] =>
  chart.categories.map((_, at) => ({
    x: left(at),
    y: frame.top,
    width,
    height: frame.bottom - frame.top,
    words: wordsAt(chart, at),
  }));

export interface KeyItem {
  title: string;
  draw: (x: number, y: number) => Mark[];
}

const SWATCH = 18;

/** What the looks mean, under the picture, wrapped by its width; how many lines it took. */
export function drawKey(
  items: readonly KeyItem[],
  width: number,
  top: number,
): { marks: Mark[]; lines: number } {
  const marks: Mark[] = [];
  let x = 0;
  let line = 0;
  for (const { title, draw } of items) {
    const room = SWATCH + 6 + roomFor(title) + 14;
    if (x > 0 && x + room > width) {
      x = 0;
      line += 1;
    }
    const y = top + line * LINE;
    marks.push(...draw(x, y), words(x + SWATCH + 6, y + 4, title, 'start', 'muted'));
    x += room;
  }
  return { marks, lines: items.length === 0 ? 0 : line + 1 };
}

export const lineKey = (title: string, look: 'line' | 'goal'): KeyItem => ({
  title,
  draw: (x, y) => [level(x, x + SWATCH, y, look)],
});

/** A swatch painted as the bars, the band or the cells are. */
export const fillKey = (
  title: string,
  paint: (x: number, y: number, width: number, height: number) => Mark[],
): KeyItem => ({
  title,
  draw: (x, y) => paint(x, y - 5, SWATCH, 10),
});

/** The picture of nothing says so, and takes no room for axes of nothing. */
export function drawEmpty(chart: Chart, width: number, size: Size): Picture {
  const height = Math.min(heights[size], 56);
  const marks = [
    level(0, width, height - 1, 'axis'),
    words(width / 2, height / 2 + 4, chart.empty, 'middle', 'muted'),
  ];
  return { width, height, marks, spots: [] };
}
