import type { HouseNumber } from '../words/house.ts';
import { currentTerritory, districtAt, districtOf } from './city.ts';
import type { AreaGeometry, Point } from './geo.ts';

/** A street of the list in force, with the houses it is known to have, in the order of numbers. */
export interface StreetHouses {
  id: string;
  /** «ул. Титова». */
  label: string;
  districtId: string | null;
  houses: { house: HouseNumber; label: string; point: Point | null; districtId: string | null }[];
}

/** A street by its id; null where the list in force has none. */
export function findStreetHouses(id: string): StreetHouses | null {
  const street = currentTerritory().gazetteer.streets.get(id);
  if (!street) return null;
  const districtId = districtOf({ district: street.row.district, point: street.point });
  return {
    id,
    label: street.label,
    districtId,
    houses: street.houses.map(({ house, label, point }) => ({
      house,
      label,
      point,
      districtId: (point && districtAt(point)) ?? districtId,
    })),
  };
}

/** The outline of a district of the map in force; null where there is none of that id. */
export const districtGeometry = (id: string): AreaGeometry | null =>
  currentTerritory().districts.find((district) => district.id === id)?.geometry ?? null;
