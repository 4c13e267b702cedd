import type { ResolvedPlace } from '../territory/index.ts';

/** A place as the columns of a case hold it. */
export const placeColumns = (place: ResolvedPlace): Record<string, unknown> => ({
  address: place.address,
  street_id: place.streetId,
  house: place.house,
  district_id: place.districtId,
  lat: place.lat,
  lon: place.lon,
  h3: place.h3,
  place_precision: place.precision,
});
