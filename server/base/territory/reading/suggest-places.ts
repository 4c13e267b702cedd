import type { PlaceSuggestion } from '../../../../shared/contract/base/territory.ts';
import { currentTerritory, districtOf } from '../gazetteer/city.ts';
import type { Gazetteer } from '../gazetteer/gazetteer.ts';
import { getHexCell, roundTo } from '../gazetteer/geo.ts';
import { type AddressText, extractAddressText } from './address-text.ts';
import { type FoundPlace, findPlaces } from './find-places.ts';
import { nowhere, type ResolvedPlace } from './places.ts';

/** As many as an operator can walk through by one key. */
const SHOWN = 3;
/** Words for an address no gazetteer has: a label without a point is as sure as this. */
const WORDS_ONLY = 0.6;

/** Of two as sure the house goes first: «на Кунавина 15, у школы № 5». */
const rank = ({ confidence, precision }: FoundPlace) => confidence + (precision === 'house' ? 0.05 : 0);

/** What a text is offered of: places of the gazetteer, the surest first; none but the words where it knows none. */
export function offerPlaces(
  text: string,
  gazetteer: Gazetteer,
): { found: FoundPlace[]; words: AddressText | null } {
  const found = findPlaces(text, gazetteer)
    .sort((a, b) => rank(b) - rank(a))
    .slice(0, SHOWN);
  return { found, words: found.length > 0 ? null : extractAddressText(text) };
}

/** Places a text names, to be proposed to a person, the surest first; an unknown street as its words alone. */
export function suggestPlaces(text: string): PlaceSuggestion[] {
  const { found, words } = offerPlaces(text, currentTerritory().gazetteer);
  if (!words) return found.map((place) => presentFound(place, text));
  return [
    {
      kind: 'text',
      placeId: null,
      label: words.label,
      confidence: WORDS_ONLY,
      start: words.from,
      end: words.to,
      words: text.slice(words.from, words.to),
      reasons: ['такой улицы в справочнике нет'],
      streetId: null,
      house: null,
      corpus: null,
      houseTo: null,
      districtId: null,
      lat: null,
      lon: null,
      precision: 'text',
    },
  ];
}

function presentFound(found: FoundPlace, text: string): PlaceSuggestion {
  const { kind, placeId, label, confidence, start, end, reasons, point } = found;
  const isDistrict = found.precision === 'district';
  return {
    kind,
    placeId,
    label,
    confidence,
    start,
    end,
    reasons,
    words: text.slice(start, end),
    streetId: found.streetId,
    house: found.house,
    corpus: found.corpus,
    houseTo: found.houseTo,
    districtId: isDistrict ? found.district : districtOf(found),
    lat: point && roundTo(point.lat, 6),
    lon: point && roundTo(point.lon, 6),
    precision: found.precision === 'district' ? 'text' : found.precision,
  };
}

/** The place of a case once a person has taken the proposal. */
export function takeSuggestion(suggestion: PlaceSuggestion): ResolvedPlace {
  const { label: address, streetId, house, districtId, lat, lon, precision } = suggestion;
  const isPoint = lat !== null && lon !== null;
  return {
    ...nowhere,
    address,
    streetId,
    house,
    districtId,
    lat,
    lon,
    precision,
    h3: isPoint ? getHexCell({ lat, lon }) : null,
  };
}
