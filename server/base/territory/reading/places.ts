import type { Place, PlaceInput } from '../../../../shared/contract/messages/cases.ts';
import { AppError } from '../../../lib/errors.ts';
import { currentTerritory, districtAt, districtOf, isInCity } from '../gazetteer/city.ts';
import { findNearestHouse } from '../gazetteer/gazetteer.ts';
import { getHexCell, roundHomePoint, roundTo } from '../gazetteer/geo.ts';
import { type PlaceCandidate, searchPlaces } from '../gazetteer/search.ts';
import { extractAddressText } from './address-text.ts';
import { type FoundPlace, findPlaces } from './find-places.ts';

/** A place as a case keeps it. */
export interface ResolvedPlace {
  address: string | null;
  streetId: string | null;
  house: string | null;
  districtId: string | null;
  lat: number | null;
  lon: number | null;
  /** Hexagon of resolution 9. */
  h3: string | null;
  precision: Place['precision'];
  isHome: boolean;
}

const CERTAIN = 0.75;

/**
 * Makes a place of what a person gave: a point, an address, or both. A point outside the city is refused
 * (`territory.outside`); an address nobody knows is kept as it was said, without a point.
 */
export function resolvePlace(input: PlaceInput): ResolvedPlace {
  const isHome = input.isHome ?? false;
  if (input.lat !== undefined && input.lon !== undefined)
    return resolvePoint(input.lat, input.lon, input, isHome);
  const text = input.address?.trim() ?? '';
  const best = text ? searchPlaces(currentTerritory().gazetteer, text, 1)[0] : undefined;
  if (best && best.score >= CERTAIN) return { ...fromCandidate(best), isHome };
  return { ...nowhere, address: text || null, precision: text ? 'text' : 'none', isHome };
}

/** Of what has no place. */
export const nowhere: ResolvedPlace = {
  address: null,
  streetId: null,
  house: null,
  districtId: null,
  lat: null,
  lon: null,
  h3: null,
  precision: 'none',
  isHome: false,
};

function resolvePoint(lat: number, lon: number, input: PlaceInput, isHome: boolean): ResolvedPlace {
  const point = { lat, lon };
  if (!isInCity(point)) {
    const { city } = currentTerritory().pack;
    throw new AppError(
      'territory.outside',
      `Это место за границей: ${city.title}. Передвиньте точку или обратитесь в администрацию того округа.`,
      { fields: { place: 'Место вне города' } },
    );
  }
  const nearest = findNearestHouse(currentTerritory().gazetteer, point, 60);
  const given = input.address?.trim() || null;
  return {
    address: given ?? nearest?.label ?? null,
    streetId: input.streetId ?? nearest?.streetId ?? null,
    house: input.house ?? (given ? null : (nearest?.house ?? null)),
    districtId: districtAt(point),
    lat: roundTo(lat, 6),
    lon: roundTo(lon, 6),
    h3: getHexCell(point),
    precision: 'point',
    isHome,
  };
}

function fromCandidate(candidate: PlaceCandidate | FoundPlace): ResolvedPlace {
  const { point, precision } = candidate;
  // A district has no point: its middle would be shown on the map as if something were there.
  if (precision === 'district')
    return { ...nowhere, address: candidate.label, districtId: candidate.district, precision: 'text' };
  return {
    address: candidate.label,
    streetId: candidate.streetId,
    house: candidate.house,
    districtId: districtOf(candidate),
    lat: point ? roundTo(point.lat, 6) : null,
    lon: point ? roundTo(point.lon, 6) : null,
    h3: point ? getHexCell(point) : null,
    precision,
    isHome: false,
  };
}

/** The surest place a text names; with an unknown street only the words of the address; null when it names none. */
export function placeFromText(text: string): ResolvedPlace | null {
  const found = findPlaces(text, currentTerritory().gazetteer)[0];
  return found ? fromCandidate(found) : addressFromText(text);
}

/** A street, and perhaps a house, named in a phrase somebody searches by, with what the phrase says besides. */
export interface PhrasePlace {
  label: string;
  streetId: string;
  house: string | null;
  rest: string;
}

/** «яма Титова 14», «тетова 14»: a street sure enough, or null. Without a house only a street called so («ул. Титова»). */
export function placeInPhrase(phrase: string): PhrasePlace | null {
  const { gazetteer } = currentTerritory();
  const [found] = findPlaces(phrase, gazetteer).filter(({ streetId }) => streetId !== null);
  if (found?.streetId) {
    const rest = `${phrase.slice(0, found.start)} ${phrase.slice(found.end)}`.trim();
    return { label: found.label, streetId: found.streetId, house: found.house, rest };
  }
  if (!/\p{L}{3}.*\d/u.test(phrase)) return null;
  // «титова 14» in small letters, «14 титова», a name with a mistake: the whole phrase as an address.
  const [best] = searchPlaces(gazetteer, phrase, 1);
  if (!best?.streetId || !best.house || best.score < PHRASE_CERTAIN) return null;
  return { label: best.label, streetId: best.streetId, house: best.house, rest: '' };
}

/** A phrase of two words may be anything: a house must fit it well. */
const PHRASE_CERTAIN = 0.6;

/** The address a text names, in words alone: for messages of another city, whose streets bear the same names. */
export function addressFromText(text: string): ResolvedPlace | null {
  const words = extractAddressText(text);
  return words ? { ...nowhere, address: words.label, precision: 'text' } : null;
}

interface StoredPlace {
  address: string | null;
  is_home: boolean | null;
  lat: number | null;
  lon: number | null;
  district_id: string | null;
}

/** What strangers see of a place: a home is moved to the grid of 150 m and loses its house and flat. */
export function publicPlace(row: StoredPlace): Place {
  const { address, lat, lon, district_id: districtId } = row;
  if (!row.is_home)
    return {
      address: address && withoutFlat(address),
      districtId,
      lat,
      lon,
      precision: lat === null ? 'none' : 'point',
    };
  const street = address?.split(',')[0]?.trim() ?? null;
  if (lat === null || lon === null)
    return { address: street, districtId, lat: null, lon: null, precision: 'none' };
  const rounded = roundHomePoint({ lat, lon });
  return { address: street, districtId, lat: rounded.lat, lon: rounded.lon, precision: 'street' };
}

const withoutFlat = (address: string): string =>
  address.replace(/,?\s*(кв\.?|квартира|комн?\.?|комната)\s*№?\s*\d+\S*/giu, '');
