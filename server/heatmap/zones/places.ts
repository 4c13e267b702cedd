import { cellToChildren, cellToLatLng, cellToParent, getResolution } from 'h3-js';
import type { ZonePlace } from '../../../shared/contract/heatmap/zones.ts';
import { findBlock } from '../../base/taxonomy/index.ts';
import {
  districtAt,
  districtTitle,
  HEX_RESOLUTION,
  listDistricts,
  nameHexagon,
} from '../../base/territory/index.ts';

/** A place as the tables of zones keep it. */
export interface StoredPlace {
  place_kind: ZonePlace['kind'];
  place_key: string;
}

export const placeOf = ({ place_kind, place_key }: StoredPlace): ZonePlace => ({
  kind: place_kind,
  key: place_key,
});

/** Names a place to people: «Синарский район»; «Трубный, Синарский район»; «у ул. Титова и ул. Мира, Трубный». */
export function placeTitle({ kind, key }: ZonePlace): string {
  if (kind === 'hexagon') return nameHexagon(key);
  const parent = listDistricts().find(({ id }) => id === key)?.parentId;
  return parent ? `${districtTitle(key)}, ${districtTitle(parent)}` : districtTitle(key);
}

/** «Трубный, Синарский район, Дороги». */
export const zoneName = (row: StoredPlace & { block: string }): string =>
  `${placeTitle(placeOf(row))}, ${findBlock(row.block)?.shortTitle ?? row.block}`;

/** The smallest district a place lies in, a hexagon by its middle; null = in none. */
export function placeDistrict({ kind, key }: ZonePlace): string | null {
  if (kind !== 'hexagon') return key;
  const [lat, lon] = cellToLatLng(key);
  return districtAt({ lat, lon });
}

/** The filter of the case list that has exactly the cases of a place. */
export const listOfPlace = ({ kind, key }: ZonePlace): Record<string, string> =>
  kind === 'hexagon' ? { cell: key } : { districtId: key };

/** The stored cells (resolution 9) a hexagon is made of. */
export const cellsWithin = (key: string): string[] =>
  getResolution(key) >= HEX_RESOLUTION ? [key] : cellToChildren(key, HEX_RESOLUTION);

/** The hexagon of zones a stored cell belongs to. */
export const hexagonOf = (h3: string, resolution: number): string => cellToParent(h3, resolution);

/** Where a case is counted: by the district it has and by its hexagon, where that one is counted at all; the smallest first. */
export function placesOfCase({
  district,
  cell,
}: {
  district: string | null;
  cell: string | null;
}): ZonePlace[] {
  return [
    ...(cell === null ? [] : [{ kind: 'hexagon' as const, key: cell }]),
    ...(district?.includes('.') ? [{ kind: 'subarea' as const, key: district }] : []),
    ...(district === null ? [] : [{ kind: 'district' as const, key: district.split('.')[0]! }]),
  ];
}
