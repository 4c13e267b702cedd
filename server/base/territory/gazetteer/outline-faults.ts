import { firstOf, lastOf, numberAt } from '../../../../shared/lists.ts';
import { formatDecimal } from '../../../../shared/text/numbers.ts';
import {
  type AreaGeometry,
  findLabelPoint,
  isPointInArea,
  measureArea,
  type Position,
  prepareArea,
} from './geo.ts';

/** Outlines nobody can live in: empty ones, those that cross themselves, those that lie beside the city. Pure. */

/** Square metres: less is a slip of the hand, not a place. */
const LEAST_AREA = 1;
/** Pairs of edges looked at in one outline: what is finer than any survey is taken on trust, not looked at for minutes. */
const MOST_LOOKS = 50_000_000;

const ringsOf = (geometry: AreaGeometry): Position[][] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();

const place = (degrees: number): string => formatDecimal(degrees, 5);

/** What keeps an outline from being an area, in words; null where nothing does. */
export function findOutlineFault(geometry: AreaGeometry): string | null {
  for (const ring of ringsOf(geometry)) {
    const corners = new Set(ring.map((corner) => corner.join(' '))).size;
    if (corners < 3) return `у контура разных точек ${corners}, а нужно не меньше трёх`;
    const crossing = findCrossing(ring);
    if (crossing) {
      const [lon, lat] = crossing;
      return `линия пересекает сама себя у точки: широта ${place(lat)}, долгота ${place(lon)}`;
    }
    if (measureArea(prepareArea({ type: 'Polygon', coordinates: [ring] })) < LEAST_AREA)
      return 'контур пуст: все его точки на одной линии';
  }
  return null;
}

type Edge = [from: Position, to: Position];

const edgesOf = (ring: readonly Position[]): Edge[] => {
  const [first, last] = [firstOf(ring), lastOf(ring)];
  const isClosed = first[0] === last[0] && first[1] === last[1];
  const corners = isClosed ? ring.slice(0, -1) : ring;
  return corners.map((corner, at) => [corner, corners[(at + 1) % corners.length] ?? first]);
};

/** Which side of the line from a to b the point lies on. */
const side = (a: Position, b: Position, c: Position): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

/** Through one another, not touching: outlines of maps touch themselves at corners, and nobody is hurt. */
const doCross = ([a, b]: Edge, [c, d]: Edge): boolean =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

const meet = ([a, b]: Edge, [c, d]: Edge): Position => {
  const [dx, dy, ex, ey] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const along = ((c[0] - a[0]) * ey - (c[1] - a[1]) * ex) / (dx * ey - dy * ex);
  return [a[0] + along * dx, a[1] + along * dy];
};

/** Where a ring crosses itself. Edges are met from west to east: each looks at those that have not ended yet. */
function findCrossing(ring: readonly Position[]): Position | null {
  const edges = edgesOf(ring)
    .map((edge) => ({
      edge,
      west: Math.min(edge[0][0], edge[1][0]),
      east: Math.max(edge[0][0], edge[1][0]),
      south: Math.min(edge[0][1], edge[1][1]),
      north: Math.max(edge[0][1], edge[1][1]),
    }))
    .sort((a, b) => a.west - b.west);
  let going: typeof edges = [];
  let looks = 0;
  for (const next of edges) {
    going = going.filter(({ east }) => east >= next.west);
    looks += going.length;
    if (looks > MOST_LOOKS) return null;
    for (const other of going)
      if (other.south <= next.north && next.south <= other.north && doCross(other.edge, next.edge))
        return meet(other.edge, next.edge);
    going.push(next);
  }
  return null;
}

/** Whether two areas have anything in common. */
export function doAreasMeet(one: AreaGeometry, other: AreaGeometry): boolean {
  const [a, b] = [prepareArea(one), prepareArea(other)];
  const [west, south, east, north] = [0, 1, 2, 3].map((at) =>
    at < 2
      ? Math.max(numberAt(a.bbox, at), numberAt(b.bbox, at))
      : Math.min(numberAt(a.bbox, at), numberAt(b.bbox, at)),
  ) as [number, number, number, number];
  if (west > east || south > north) return false;
  const isIn = (area: typeof a) => (corner: Position) =>
    isPointInArea({ lon: corner[0], lat: corner[1] }, area);
  const theirEdges = ringsOf(other).flatMap(edgesOf);
  return (
    isPointInArea(findLabelPoint(a), b) ||
    ringsOf(one).some((ring) => ring.some(isIn(b))) ||
    ringsOf(other).some((ring) => ring.some(isIn(a))) ||
    ringsOf(one)
      .flatMap(edgesOf)
      .some((edge) => theirEdges.some((their) => doCross(edge, their)))
  );
}
