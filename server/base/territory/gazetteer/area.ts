import { polygonToCells } from 'h3-js';
import { AppError } from '../../../lib/errors.ts';
import { distanceMeters, HEX_RESOLUTION } from './geo.ts';

/** Longest side of a frame round an outline, metres: a city's. A hexagon is a tenth of a square kilometre. */
const LONGEST = 60_000;

/** The hexagons whose middle lies in an outline `lon,lat;lon,lat;…`. Throws at one wider than a city. */
export function cellsOfArea(area: string): string[] {
  const corners = area.split(';').map((corner) => corner.split(',').map(Number) as [number, number]);
  const lons = corners.map(([lon]) => lon);
  const lats = corners.map(([, lat]) => lat);
  const [west, south, east, north] = [
    Math.min(...lons),
    Math.min(...lats),
    Math.max(...lons),
    Math.max(...lats),
  ];
  const from = { lat: south, lon: west };
  const isWide =
    Math.abs(north) > 85 ||
    Math.abs(south) > 85 ||
    east - west > 5 ||
    distanceMeters(from, { lat: south, lon: east }) > LONGEST ||
    distanceMeters(from, { lat: north, lon: west }) > LONGEST;
  if (isWide)
    throw new AppError('lib.bad-input', 'Обведено больше города. Обведите участок поменьше.', {
      fields: { area: 'Больше города' },
    });
  return polygonToCells(corners, HEX_RESOLUTION, true);
}
