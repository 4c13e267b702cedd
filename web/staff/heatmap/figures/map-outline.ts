import { numberAt } from '../../../../shared/lists.ts';

type Place = readonly [lon: number, lat: number];

/** As many corners as an address carries. */
const MOST = 40;

/** What a hand drew as an outline for the address: the fewest corners that keep its shape; empty when it holds nothing. */
export function writeOutline(drawn: readonly Place[]): string {
  const places = drawn.filter(
    ([lon, lat], at) => at === 0 || lon !== drawn[at - 1]?.[0] || lat !== drawn[at - 1]?.[1],
  );
  if (places.length < 3) return '';
  // A ten-thousandth of a degree is ten metres: less than a hexagon can tell apart.
  for (let slack = 0.0001; ; slack *= 2) {
    const kept = simplify(places, slack);
    if (kept.length <= MOST) return kept.length < 3 ? '' : kept.map(writePlace).join(';');
  }
}

export const readOutline = (area: string): [number, number][] =>
  area === '' ? [] : area.split(';').map((corner) => corner.split(',').map(Number) as [number, number]);

const writePlace = ([lon, lat]: Place): string => `${Number(lon.toFixed(5))},${Number(lat.toFixed(5))}`;

/** Douglas and Peucker's: a corner nearer than `slack` to the line without it is left out. */
function simplify(places: readonly Place[], slack: number): Place[] {
  const [first] = places;
  const last = places.at(-1);
  if (!first || !last || places.length < 3) return [...places];
  const away = places.map((place) => distanceToLine(place, first, last));
  const farthest = away.reduce((best, value, at) => (value > numberAt(away, best) ? at : best), 0);
  if (numberAt(away, farthest) <= slack) return [first, last];
  const head = simplify(places.slice(0, farthest + 1), slack);
  return [...head.slice(0, -1), ...simplify(places.slice(farthest), slack)];
}

/** In degrees of latitude: those of longitude are about half as long here. */
function distanceToLine([x, y]: Place, [x1, y1]: Place, [x2, y2]: Place): number {
  const narrow = Math.cos((y1 * Math.PI) / 180);
  const [dx, dy] = [(x2 - x1) * narrow, y2 - y1];
  const [px, py] = [(x - x1) * narrow, y - y1];
  const length = Math.hypot(dx, dy);
  return length === 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length;
}
