import { cellToLatLng, getResolution, latLngToCell } from 'h3-js';
import { currentTerritory, districtAt, districtTitle } from './city.ts';
import type { Gazetteer } from './gazetteer.ts';
import { distanceMeters } from './geo.ts';

/** A street farther away than this does not name a place. Metres. */
const NEAR = 2000;
/** Streets a place is named by: more is no name. */
const MOST = 2;

/** Houses of each street in each cell, by resolution. */
type StreetsOfCells = ReadonlyMap<string, ReadonlyMap<string, number>>;
const known = new WeakMap<Gazetteer, Map<number, StreetsOfCells>>();

/** A list of streets is replaced as a whole: its cells are counted once for each resolution asked. */
function streetsOfCells(gazetteer: Gazetteer, resolution: number): StreetsOfCells {
  const byResolution = known.get(gazetteer) ?? new Map<number, StreetsOfCells>();
  known.set(gazetteer, byResolution);
  const counted = byResolution.get(resolution) ?? countStreets(gazetteer, resolution);
  byResolution.set(resolution, counted);
  return counted;
}

function countStreets({ streets }: Gazetteer, resolution: number): StreetsOfCells {
  const cells = new Map<string, Map<string, number>>();
  for (const { label, houses } of streets.values())
    for (const { point } of houses) {
      if (!point) continue;
      const cell = latLngToCell(point.lat, point.lon, resolution);
      const own = cells.get(cell) ?? new Map<string, number>();
      own.set(label, (own.get(label) ?? 0) + 1);
      cells.set(cell, own);
    }
  return cells;
}

/**
 * Names a hexagon to people, never by its code: «ул. Титова и ул. Мира, Трубный» by the streets that have most houses in it; without houses
 * by the nearest street, «рядом с ул. Титова, Трубный»; far from all streets by its district alone.
 */
export function nameHexagon(cell: string): string {
  const { gazetteer } = currentTerritory();
  const [lat, lon] = cellToLatLng(cell);
  const own = streetsOfCells(gazetteer, getResolution(cell)).get(cell) ?? new Map<string, number>();
  const streets = [...own]
    .toSorted(([a, first], [b, second]) => second - first || a.localeCompare(b, 'ru'))
    .slice(0, MOST)
    .map(([label]) => label);
  const nearest = streets.length > 0 ? null : nearestStreet(gazetteer, { lat, lon });
  const district = districtAt({ lat, lon });
  const where = [
    streets.length > 0 ? streets.join(' и ') : nearest ? `рядом с ${nearest}` : '',
    district ? districtTitle(district) : '',
  ].filter(Boolean);
  return where.length > 0 ? where.join(', ') : 'вне районов и улиц города';
}

function nearestStreet({ streets }: Gazetteer, at: { lat: number; lon: number }): string | null {
  let best: { label: string; metres: number } | null = null;
  for (const { label, point } of streets.values()) {
    if (!point) continue;
    const metres = distanceMeters(at, point);
    if (metres <= NEAR && (best === null || metres < best.metres)) best = { label, metres };
  }
  return best?.label ?? null;
}
