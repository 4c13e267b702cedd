import { namedTown, suggestPlaces } from '../../base/territory/index.ts';
import type { PostPlaces } from './filters.ts';

/** Less sure a place is a guess: base/territory asks a person below it. */
const SURE = 0.7;

/** What a text says of places, by the gazetteer in force. */
export function readPostPlaces(text: string): PostPlaces {
  const places = suggestPlaces(text).filter(({ kind, confidence }) => kind !== 'text' && confidence >= SURE);
  return {
    town: namedTown(text),
    isPlaceNamed: places.length > 0,
    districts: [...new Set(places.flatMap(({ districtId }) => districtId ?? []))],
  };
}
