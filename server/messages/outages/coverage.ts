import type { Coverage } from '../../../shared/contract/messages/outages-open.ts';
import type { HouseNumber } from '../../base/territory/index.ts';
import { type HouseRule, hasHouse } from './house-ranges.ts';

/** Where an outage is, ready to be asked. */
export type CoveringPlace =
  | { kind: 'district'; districtId: string }
  | { kind: 'street'; streetId: string; rules: readonly HouseRule[] };

/** A place somebody named, as far as it is known. */
export interface AskedPlace {
  streetId: string | null;
  house: HouseNumber | null;
  districtId: string | null;
}

const order: readonly Coverage[] = ['house', 'street', 'district', 'near'];

/** How the place lies to an outage, the closest of its places; null where none has to do with it. Pure. */
export function coverOf(places: readonly CoveringPlace[], asked: AskedPlace): Coverage | null {
  const found = places.map((place) => coverOne(place, asked));
  return order.find((coverage) => found.includes(coverage)) ?? null;
}

function coverOne(place: CoveringPlace, { streetId, house, districtId }: AskedPlace): Coverage | null {
  if (place.kind === 'district') {
    const isIn = districtId === place.districtId || districtId?.startsWith(`${place.districtId}.`);
    return isIn ? 'district' : null;
  }
  if (streetId !== place.streetId) return null;
  if (place.rules.length === 0) return house ? 'house' : 'street';
  // A street without a house may be meant: the resident says whether it is theirs.
  if (house === null) return 'near';
  return hasHouse(place.rules, house) ? 'house' : null;
}
