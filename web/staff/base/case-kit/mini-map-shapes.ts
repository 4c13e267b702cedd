/** Pure geometry of the small map: streets around a point in metres, north up. */

interface LonLat {
  lat: number;
  lon: number;
}

export interface StreetFeature {
  properties: { id: string; title: string; type: string };
  geometry: { type: string; coordinates: unknown };
}

export interface DrawnStreet {
  id: string;
  /** `d` of an SVG path, metres from the point. */
  path: string;
  isMain: boolean;
}

export interface StreetLabel {
  id: string;
  title: string;
  x: number;
  y: number;
  /** Degrees, so that the words run along the street and never upside down. */
  turn: number;
}

type Point = readonly [x: number, y: number];

/** Half of the drawn width and height, and the height of letters, metres. */
export interface Reach {
  x: number;
  y: number;
  letter: number;
}

const metresPerDegree = 111_320;

/** Metres east and south of `centre`: exact enough at the scale of a quarter. */
export function toMetres(centre: LonLat, lon: number, lat: number): Point {
  const x = (lon - centre.lon) * metresPerDegree * Math.cos((centre.lat * Math.PI) / 180);
  return [x, (centre.lat - lat) * metresPerDegree];
}

/** Streets that touch the drawn rectangle, and names for the nearest of them. */
export function drawStreets(
  centre: LonLat,
  features: readonly StreetFeature[],
  reach: Reach,
): { streets: DrawnStreet[]; labels: StreetLabel[] } {
  const streets: DrawnStreet[] = [];
  const named: (StreetLabel & { distance: number })[] = [];
  for (const { properties, geometry } of features) {
    const pieces = readLines(geometry)
      .map((line) => line.map(([lon, lat]) => toMetres(centre, lon, lat)))
      .flatMap((line) => clipLine(line, reach));
    if (pieces.length === 0) continue;
    const isMain = ['проспект', 'бульвар', 'шоссе'].includes(properties.type);
    streets.push({ id: properties.id, isMain, path: pieces.map(writePath).join('') });
    const title = nameStreet(properties);
    const label = placeLabel(pieces, reach, title);
    if (label) named.push({ ...label, id: properties.id, title });
  }
  named.sort((a, b) => a.distance - b.distance);
  return { streets, labels: spread(named, reach.letter) };
}

const short: Readonly<Record<string, string>> = {
  улица: 'ул.',
  проспект: 'пр.',
  переулок: 'пер.',
  бульвар: 'б-р',
  шоссе: 'ш.',
};

function nameStreet({ title, type }: StreetFeature['properties']): string {
  return type === 'улица' ? title : `${short[type] ?? type} ${title}`;
}

function readLines({ type, coordinates }: StreetFeature['geometry']): (readonly [number, number])[][] {
  if (type === 'LineString') return [coordinates as [number, number][]];
  return type === 'MultiLineString' ? (coordinates as [number, number][][]) : [];
}

/** Keeps the parts of a line within the rectangle, a little wider so that strokes run out of the frame. */
function clipLine(line: readonly Point[], reach: Reach): [Point, Point][] {
  const wide = { ...reach, x: reach.x * 1.1, y: reach.y * 1.1 };
  const kept: [Point, Point][] = [];
  for (let at = 1; at < line.length; at++) {
    const [from, to] = [line[at - 1], line[at]];
    const part = from && to && clipSegment(from, to, wide);
    if (part) kept.push(part);
  }
  return kept;
}

/** Liang–Barsky: the part of a segment inside the rectangle around zero, or null. */
export function clipSegment(
  [x0, y0]: Point,
  [x1, y1]: Point,
  reach: Pick<Reach, 'x' | 'y'>,
): [Point, Point] | null {
  const [dx, dy] = [x1 - x0, y1 - y0];
  let [from, to] = [0, 1];
  const edges: Point[] = [
    [-dx, x0 + reach.x],
    [dx, reach.x - x0],
    [-dy, y0 + reach.y],
    [dy, reach.y - y0],
  ];
  for (const [slope, gap] of edges) {
    if (slope === 0) {
      if (gap < 0) return null;
    } else if (slope < 0) from = Math.max(from, gap / slope);
    else to = Math.min(to, gap / slope);
  }
  if (from >= to) return null;
  return [
    [x0 + from * dx, y0 + from * dy],
    [x0 + to * dx, y0 + to * dy],
  ];
}

const writePath = ([[x0, y0], [x1, y1]]: [Point, Point]): string =>
  `M${x0.toFixed(1)} ${y0.toFixed(1)}L${x1.toFixed(1)} ${y1.toFixed(1)}`;

/** Half of a letter's width and the clear space around the place, in heights of a letter. */
const halfLetter = 0.29;
const clear = 1.3;

/** The nearest spot along a street where its whole name fits into the frame and leaves the place itself open. */
function placeLabel(pieces: [Point, Point][], reach: Reach, title: string) {
  let best: (Omit<StreetLabel, 'id' | 'title'> & { distance: number }) | null = null;
  const half = title.length * halfLetter * reach.letter;
  for (const [[x0, y0], [x1, y1]] of pieces) {
    const length = Math.hypot(x1 - x0, y1 - y0);
    const along: Point = [((x1 - x0) / length) * half, ((y1 - y0) / length) * half];
    for (const share of [0.5, 0.3, 0.7, 0.15, 0.85]) {
      const [x, y] = [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share];
      const distance = Math.hypot(x, y);
      const isInside =
        Math.abs(x) + Math.abs(along[0]) < reach.x && Math.abs(y) + Math.abs(along[1]) < reach.y;
      if (!isInside || (best && best.distance <= distance)) continue;
      if (distanceToText([x, y], along) < clear * reach.letter) continue;
      best = { x, y, turn: uprightTurn(x1 - x0, y1 - y0), distance };
    }
  }
  return best;
}

/** Metres from zero to a text laid from `at − along` to `at + along`. */
function distanceToText([x, y]: Point, [dx, dy]: Point): number {
  const share = Math.max(-1, Math.min(1, -(x * dx + y * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x + dx * share, y + dy * share);
}

function uprightTurn(dx: number, dy: number): number {
  const turn = (Math.atan2(dy, dx) * 180) / Math.PI;
  if (turn > 90) return turn - 180;
  return turn < -90 ? turn + 180 : turn;
}

/** At most three names, none upon another. */
function spread(labels: (StreetLabel & { distance: number })[], letter: number): StreetLabel[] {
  const shown: StreetLabel[] = [];
  for (const { distance: _, ...label } of labels) {
    if (shown.length === 3) break;
    if (
      shown.every((one) => Math.abs(one.y - label.y) > letter * 1.2 || Math.abs(one.x - label.x) > letter * 5)
    ) {
      shown.push(label);
    }
  }
  return shown;
}
