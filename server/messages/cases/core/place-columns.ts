import type { ResolvedPlace } from '../../../base/territory/index.ts';

/** Columns of a case that hold its place. */
export const placeNames = [
  'address',
  'street_id',
  'house',
  'district_id',
  'lat',
  'lon',
  'h3',
  'place_precision',
] as const;

/** A place as these columns hold it. */
export const placeColumns = (place: ResolvedPlace) => ({
  address: place.address,
  street_id: place.streetId,
  house: place.house,
  district_id: place.districtId,
  lat: place.lat,
  lon: place.lon,
  h3: place.h3,
  place_precision: place.precision,
});
