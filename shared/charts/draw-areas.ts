import { itemAt, numberAt } from '../lists.ts';
import { type Area, type AreaChart, knownValues } from './chart.ts';
import { wordsAt } from './chart-words.ts';
import { drawEmpty, drawKey, fillKey, LINE } from './frame.ts';
import {
  hatch,
  type Mark,
  type Picture,
  rect,
  roomFor,
  round,
  type ShapeLook,
  type TextLook,
  words,
} from './picture.ts';

/** A city is about as tall as it is wide: taller than this it would push its legend off the sheet. */
const TALLEST = 300;
const HATCH_STEP = 6;

type Point = readonly [x: number, y: number];
type Rings = readonly (readonly Point[])[];

/** Areas as they lie, north up, each with its name and value, or under borders; the shades are told below, and names there was no room for. */
export function drawAreas(chart: AreaChart, width: number): Picture {
  if (knownValues(chart).length === 0) return drawEmpty(chart, width, 'full');
  const { shapes, borders, height } = project(chart, width);
  const marks = shapes.flatMap((rings, at) => paintArea(rings, itemAt(chart.areas, at).look, !chart.borders));
  const labels = (chart.borders ? [] : shapes).map((rings, at) => {
    const name = { title: chart.categories[at]?.title ?? '', number: String(at + 1) };
    return labelArea(rings, name, itemAt(chart.areas, at));
  });
  const shades = chart.steps.map((title, at) =>
    fillKey(title, (x, y, w, h) => [rect(x, y, w, h, shadeOf(at + 1)), rect(x, y, w, h, 'bar-edge')]),
  );
  const small = fillKey(chart.hatched, (x, y, w, h) => [...hatch(x, y, w, h), rect(x, y, w, h, 'bar-edge')]);
  const numbered = labels.flatMap(({ note }) =>
    note
      ? [
          {
            title: note.title,
            draw: (x: number, y: number) => [words(x, y + 4, note.number, 'start', 'strong')],
          },
        ]
      : [],
  );
  const key = drawKey([...shades, small, ...numbered], width, height + 14);
  return {
    width,
    height: height + 14 + key.lines * LINE,
    marks: [...marks, ...borders.map(borderOf), ...labels.flatMap(({ marks: own }) => own), ...key.marks],
    spots: shapes.map((rings, at) => ({ ...boxOf([rings]), words: wordsAt(chart, at) })),
  };
}

const shadeOf = (shade: number): ShapeLook => `heat-${Math.min(5, Math.max(1, shade)) as 1 | 2 | 3 | 4 | 5}`;

function boxOf(shapes: readonly Rings[]): { x: number; y: number; width: number; height: number } {
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [top, bottom] = [left, right];
  for (const [x, y] of shapes.flat(2)) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Degrees to points of the picture, in the middle of its width; a degree of longitude is shorter than one of latitude. */
function project(
  { areas, borders = [] }: AreaChart,
  width: number,
): { shapes: Rings[]; borders: Rings; height: number } {
  const ground = boxOf([...areas.map(({ rings }) => rings), borders]);
  const narrow = Math.cos(((ground.y + ground.height / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 2) / Math.max(1e-9, ground.width * narrow),
    TALLEST / Math.max(1e-9, ground.height),
  );
  const left = (width - ground.width * narrow * scale) / 2;
  const place = ([lon, lat]: Point): Point => [
    left + (lon - ground.x) * narrow * scale,
    1 + (ground.y + ground.height - lat) * scale,
  ];
  return {
    shapes: areas.map(({ rings }) => rings.map((ring) => ring.map(place))),
    borders: borders.map((ring) => ring.map(place)),
    height: ground.height * scale + 2,
  };
}

const pathOf = (rings: Rings): string =>
  rings.map((ring) => `M${ring.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`).join('');

const borderOf = (ring: Rings[number]): Mark => ({ kind: 'path', d: pathOf([ring]), look: 'axis' });

/** Between many areas under borders the shades alone are told: edges of their own would be taken for borders. */
function paintArea(rings: Rings, look: Area['look'], hasEdge: boolean): Mark[] {
  const d = pathOf(rings);
  const edge: Mark = { kind: 'path', d, look: 'bar-edge' };
  if (typeof look === 'number') return [{ kind: 'path', d, look: shadeOf(look) }, ...(hasEdge ? [edge] : [])];
  return look === 'small' ? [...hatchArea(rings), edge] : [edge];
}

/** Where the borders of an area cross a level line, from the west: between the first and the second is inside. */
function crossingsAt(rings: Rings, y: number): number[] {
  return rings
    .flatMap((ring) =>
      ring.flatMap(([x1, y1], at) => {
        const [x2, y2] = itemAt(ring, (at + 1) % ring.length);
        return y1 > y === y2 > y ? [] : [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)];
      }),
    )
    .toSorted((a, b) => a - b);
}

function hatchArea(rings: Rings): Mark[] {
  const { y: top, height } = boxOf([rings]);
  const strokes: string[] = [];
  for (let y = top + HATCH_STEP / 2; y < top + height; y += HATCH_STEP) {
    const crossings = crossingsAt(rings, y);
    for (let at = 0; at + 1 < crossings.length; at += 2)
      strokes.push(`M${round(numberAt(crossings, at))} ${round(y)}H${round(numberAt(crossings, at + 1))}`);
  }
  return strokes.length === 0 ? [] : [{ kind: 'path', look: 'hatch', d: strokes.join('') }];
}

/** The widest piece of an area on a level line. */
function widestAt(rings: Rings, y: number): { middle: number; width: number } {
  const crossings = crossingsAt(rings, y);
  let best = { middle: 0, width: 0 };
  for (let at = 0; at + 1 < crossings.length; at += 2) {
    const [from, to] = [numberAt(crossings, at), numberAt(crossings, at + 1)];
    if (to - from > best.width) best = { middle: (from + to) / 2, width: to - from };
  }
  return best;
}

/** Room of two lines of text above and below their middle. */
const LABEL = 12;

interface Name {
  title: string;
  /** In place of it where it does not fit; the key then tells both. */
  number: string;
}

/** Name and value where the area has most room for both. */
function labelArea(rings: Rings, name: Name, { look, text }: Area): { marks: Mark[]; note: Name | null } {
  const { y: top, height } = boxOf([rings]);
  let best = { x: 0, y: 0, room: 0 };
  for (let y = top + LABEL; y <= top + height - LABEL; y += 2) {
    const { middle, width } = widestAt(rings, y);
    const room = Math.min(width, widestAt(rings, y - LABEL + 1).width, widestAt(rings, y + LABEL - 1).width);
    if (room > best.room) best = { x: middle, y, room };
  }
  if (best.room === 0) return { marks: [], note: name };
  const fits = roomFor(name.title) <= best.room;
  const on: TextLook = typeof look === 'number' ? `on-heat-${look}` : 'label';
  return {
    marks: [
      words(best.x, best.y - 2, fits ? name.title : name.number, 'middle', on),
      words(best.x, best.y + 11, text, 'middle', on),
    ],
    note: fits ? null : name,
  };
}
