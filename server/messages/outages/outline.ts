import { type Point, type Position, shiftPoint } from '../../base/territory/index.ts';

/** Metres a drawn area goes beyond the points of its houses: half a large house and its yard. */
const AROUND = 35;
const CORNERS = [0, 45, 90, 135, 180, 225, 270, 315].map((degrees) => (degrees * Math.PI) / 180);

/** The ring drawn around houses, closed; null of no points. Convex, so wider than the houses of a crooked street. Pure. */
export function outlineOf(points: readonly Point[]): Position[] | null {
  if (points.length === 0) return null;
  const around = points.flatMap((point) =>
    CORNERS.map((angle) => shiftPoint(point, AROUND * Math.cos(angle), AROUND * Math.sin(angle))),
  );
  const ring = hull(around.map(({ lat, lon }): Position => [lon, lat]));
  const short = ring.map(([lon, lat]): Position => [round(lon), round(lat)]);
  return [...short, short[0]!];
}

const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** The convex hull, counter-clockwise (Andrew's monotone chain). */
function hull(points: readonly Position[]): Position[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (line: readonly Position[]): Position[] => {
    const chain: Position[] = [];
    for (const point of line) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

const turn = (a: Position, b: Position, c: Position): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
