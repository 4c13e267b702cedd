/** What an official text is about. */
export interface Subject {
  category: string | null;
  factId: string | null;
  /** `street|house`, a street alone; null = no place one may be sure of. */
  placeKey: string | null;
  address: string | null;
  districtId: string | null;
}

interface PlaceRead {
  address: string | null;
  streetId: string | null;
  house: string | null;
  districtId: string | null;
  h3?: string | null;
}

/** One house is no other house of its street, and no street: only what is the same is compared. */
export function subjectOf(given: {
  category: string | null;
  factId: string | null;
  place: PlaceRead | null;
}): Subject {
  const { category, factId, place } = given;
  const house = place?.house ? `|${place.house.toLocaleLowerCase('ru').replaceAll(/\s+/gu, '')}` : '';
  const placeKey = place?.streetId ? `${place.streetId}${house}` : place?.h3 ? `h3:${place.h3}` : null;
  return {
    category,
    factId,
    placeKey,
    address: place?.address ?? null,
    districtId: place?.districtId ?? null,
  };
}
