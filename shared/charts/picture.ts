/** A chart drawn: marks in the order they lie over one another. Whoever paints it gives each look its colours. */
export interface Picture {
  width: number;
  height: number;
  marks: readonly Mark[];
  /** Places that name what is drawn there when they are pointed at. */
  spots: readonly Spot[];
}

export const shapeLooks = [
  ...([
    'axis',
    'grid',
    'line',
    'goal',
    'band',
    'gap',
    'bar',
    'bar-next',
    'bar-rest',
    'bar-edge',
    'hatch',
  ] as const),
  ...(['none', 'dot', 'dot-ok', 'dot-warning', 'heat-1', 'heat-2', 'heat-3', 'heat-4', 'heat-5'] as const),
] as const;
export type ShapeLook = (typeof shapeLooks)[number];

export const textLooks = [
  ...([
    'label',
    'muted',
    'strong',
    'goal-words',
    'on-heat-1',
    'on-heat-2',
    'on-heat-3',
    'on-heat-4',
    'on-heat-5',
  ] as const),
] as const;
export type TextLook = (typeof textLooks)[number];

export type Mark =
  | { kind: 'path'; d: string; look: ShapeLook }
  | { kind: 'rect'; x: number; y: number; width: number; height: number; look: ShapeLook }
  | { kind: 'text'; x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end'; look: TextLook };

export interface Spot {
  x: number;
  y: number;
  width: number;
  height: number;
  words: string;
}

/** Size of the letters in a picture; what paints it may not choose another, for room is kept for these. */
export const FONT_SIZE = 12;

/** About how wide a text is. Round letters of both fonts take a little over half of their size, digits a little less. */
export const roomFor = (text: string): number => Math.ceil(text.length * FONT_SIZE * 0.58);

/** A text that fits into so much room; what is cut off stands in the table. */
export function fitText(text: string, room: number): string {
  if (roomFor(text) <= room) return text;
  const letters = Math.max(1, Math.floor(room / (FONT_SIZE * 0.58)) - 1);
  return `${text.slice(0, letters).trimEnd()}…`;
}

/** Coordinates need no more than a tenth of a point. */
export const round = (value: number): number => Math.round(value * 10) / 10;

export const rect = (x: number, y: number, width: number, height: number, look: ShapeLook): Mark => ({
  kind: 'rect',
  look,
  x: round(x),
  y: round(y),
  width: round(width),
  height: round(height),
});

export const words = (
  x: number,
  y: number,
  text: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
  look: TextLook = 'label',
): Mark => ({ kind: 'text', x: round(x), y: round(y), text, anchor, look });

export const level = (x1: number, x2: number, y: number, look: ShapeLook): Mark => ({
  kind: 'path',
  look,
  d: `M${round(x1)} ${round(y)}H${round(x2)}`,
});

const HATCH_STEP = 6;

/** Slanting strokes that fill a rectangle: told apart without colour, by every painter alike. */
export function hatch(
  x: number,
  y: number,
  width: number,
  height: number,
  look: ShapeLook = 'hatch',
): Mark[] {
  const strokes: string[] = [];
  for (let at = HATCH_STEP / 2; at < width + height; at += HATCH_STEP) {
    // From the left or lower side to the upper or right one.
    const [x1, y1] = [x + Math.max(0, at - height), y + Math.min(height, at)];
    const [x2, y2] = [x + Math.min(width, at), y + Math.max(0, at - width)];
    strokes.push(`M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`);
  }
  return strokes.length === 0 ? [] : [{ kind: 'path', look, d: strokes.join('') }];
}

const DOT = 4;

/** A round dot; one that is worse than its goal is a diamond, so that shape tells it too. */
export function dot(x: number, y: number, look: 'dot' | 'dot-ok' | 'dot-warning'): Mark {
  const [cx, cy] = [round(x), round(y)];
  const d =
    look === 'dot-warning'
      ? `M${cx} ${round(cy - DOT - 1)}l${DOT + 1} ${DOT + 1}l${-DOT - 1} ${DOT + 1}l${-DOT - 1} ${-DOT - 1}z`
      : `M${round(cx - DOT)} ${cy}a${DOT} ${DOT} 0 1 0 ${DOT * 2} 0a${DOT} ${DOT} 0 1 0 ${-DOT * 2} 0z`;
  return { kind: 'path', look, d };
}
