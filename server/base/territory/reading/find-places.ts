/**
 * Finds places of the gazetteer in a Russian text: «на Титова 14», «у дома № 8 по ул. Гагарина», «остановка
 * Алюминиевая», «возле 5-й школы». First form: names by their case forms, weighed by the words around them. Pure.
 */

import { itemAt } from '../../../../shared/lists.ts';
import { findHouse, type Gazetteer, type IndexedStreet, type NameTarget } from '../gazetteer/gazetteer.ts';
import { type HouseContext, readHouseAfter, readHouseBefore, readRange } from '../gazetteer/house-context.ts';
import { describeStreet, locateHouse, type PlaceCandidate } from '../gazetteer/search.ts';
import { formatHouse, makeHouseKey } from '../words/house.ts';
import { tokenize } from '../words/tokens.ts';
import { isCapital, isShoutedText, type ReadText, startsSentence } from './evidence.ts';
import { isNearForeignTown, namesForeignTown } from './foreign-town.ts';
import { weighDistrict, weighLandmark } from './landmark-evidence.ts';
import { findMistyped } from './mistyped.ts';
import { findPhrases, getPhraseIndex, type PhraseMatch, splitJoinedNames } from './phrases.ts';
import { readSigns, weighStreet } from './street-evidence.ts';

export type PlaceKind = 'street' | 'road' | 'stop' | 'landmark' | 'mkr' | 'village' | 'district';
export type FoundPlace = Omit<PlaceCandidate, 'score' | 'precision'> & {
  kind: PlaceKind;
  /** Id of the street, landmark or district. */
  placeId: string;
  precision: PlaceCandidate['precision'] | 'district';
  /** Without the house: «ул. Титова». */
  name: string;
  /** The other end of a range: «28» of «дома 12–28». */
  houseTo: string | null;
  corpus: string | null;
  /** 0.5–1. */
  confidence: number;
  /** Why it is thought to be a place, in words for a person. */
  reasons: string[];
  /** The fragment that says it, UTF-16 offsets in the text, `end` exclusive. */
  start: number;
  end: number;
};

/** A text longer than this is read up to here: an address stands near the beginning or is repeated. */
const LONGEST = 20_000;
const THRESHOLD = 0.5;

/** Places named in the text, the surest first, none twice; empty where there is none. About 0.1 ms a message. */
export function findPlaces(text: string, gazetteer: Gazetteer): FoundPlace[] {
  const cut = text.slice(0, LONGEST);
  const index = getPhraseIndex(gazetteer);
  const tokens = splitJoinedNames(index, tokenize(cut));
  const read: ReadText = { text: cut, tokens, isShouted: isShoutedText(cut) };
  const matches = findPhrases(index, read.tokens);
  matches.push(...findMistyped(index, read, new Set(matches.map((match) => match.from))));
  if (matches.length === 0) return [];
  const isForeign = namesForeignTown(read, gazetteer);
  const acceptedEnds = new Set<number>();
  const found: Found[] = [];
  for (const match of matches.sort((a, b) => a.from - b.from)) {
    const place = weighMatch(match, read, acceptedEnds);
    if (!place || isNearForeignTown(read, gazetteer, place.first, place.last)) continue;
    if (isForeign) {
      place.confidence -= 0.15;
      place.reasons.push('в тексте назван другой город');
    }
    if (place.confidence < THRESHOLD) continue;
    for (let at = match.to - 1; at < place.last; at++) acceptedEnds.add(at);
    found.push(place);
  }
  return chooseBest(found).map((place) => finish(place, read));
}

type Found = {
  match: PhraseMatch;
  house: HouseContext | null;
  confidence: number;
  reasons: string[];
  /** Token range, `last` exclusive. */
  first: number;
  last: number;
};

function weighMatch(match: PhraseMatch, read: ReadText, acceptedEnds: ReadonlySet<number>): Found | null {
  const { target } = match.phrase.entry;
  if (target.kind !== 'street') {
    const weighed =
      target.kind === 'landmark' ? weighLandmark(match, target.landmark, read) : weighDistrict(match, read);
    return weighed && { match, house: null, ...weighed };
  }
  const { tokens } = read;
  const signs = readSigns(match, read, acceptedEnds);
  const after = preferLettered(readHouseAfter(tokens, signs.end), target.street, read);
  const house = (after && readRange(tokens, after, target.street)) ?? readHouseBefore(tokens, signs.start);
  const begins = startsSentence(tokens, match.from);
  const weighed = weighStreet(match, target.street, read, {
    ...signs,
    house,
    // «Вторая рабочая неделя»: the capital of a sentence is none of a name of two words.
    isCapital:
      isCapital(read, match.to - 1) ||
      (isCapital(read, match.from) && !(match.to > match.from + 1 && begins)),
    startsSentence: begins,
  });
  if (weighed === null) return null;
  const first = Math.min(signs.start, house?.from ?? signs.start);
  const last = Math.max(signs.end, house?.to ?? signs.end);
  return { match, house, ...weighed, first, last };
}

/** «70 а затоплен подвал»: the loose «а» is the house's letter if the street has such a house. */
function preferLettered(
  found: HouseContext | null,
  street: IndexedStreet,
  read: ReadText,
): HouseContext | null {
  if (!found || found.house.suffix || read.tokens[found.to]?.norm !== 'а') return found;
  const house = { ...found.house, suffix: 'а' };
  return findHouse(street, house) ? { ...found, house, to: found.to + 1 } : found;
}

/** Drops what overlaps something surer, and a street that is named with its house elsewhere. */
function chooseBest(found: Found[]): Found[] {
  const size = (place: Found) => place.match.to - place.match.from;
  const sorted = found.sort((a, b) => b.confidence - a.confidence || size(b) - size(a) || a.first - b.first);
  const kept: Found[] = [];
  for (const place of sorted) {
    const { from, to } = place.match;
    if (kept.some(({ match }) => from < match.to && match.from < to)) continue;
    const isSaid = kept.some((other) => isSameTarget(other, place) && isSameHouse(other, place));
    if (!isSaid) kept.push(place);
  }
  return kept.filter(
    (place) =>
      !kept.some(
        (other) => (other.house && !place.house && isSameTarget(other, place)) || isWithin(other, place),
      ),
  );
}

/** «Позариха, Лесная 3»: the village is said by the address in it. */
function isWithin(address: Found, place: Found): boolean {
  const [{ target: inner }, { target: outer }] = [address.match.phrase.entry, place.match.phrase.entry];
  if (inner.kind !== 'street' || outer.kind !== 'landmark' || outer.landmark.kind !== 'area') return false;
  return inner.street.row.settlement === outer.landmark.name;
}

const isSameTarget = (a: Found, b: Found) => a.match.phrase.entry.target === b.match.phrase.entry.target;

function isSameHouse(a: Found, b: Found): boolean {
  return JSON.stringify(a.house?.house ?? null) === JSON.stringify(b.house?.house ?? null);
}

function finish(place: Found, read: ReadText): FoundPlace {
  const { target } = place.match.phrase.entry;
  const said = {
    confidence: Math.round(place.confidence * 100) / 100,
    reasons: place.reasons,
    start: itemAt(read.tokens, place.first).from,
    end: itemAt(read.tokens, place.last - 1).to,
  };
  return target.kind === 'street'
    ? { ...describeFoundStreet(target.street, place.house), ...said }
    : { ...describeOther(target), ...said };
}

type Described = Omit<FoundPlace, 'confidence' | 'reasons' | 'start' | 'end'>;

function describeFoundStreet(street: IndexedStreet, context: HouseContext | null): Described {
  const { score: _, ...rest } = describeStreet(street, context?.house ?? null, 1);
  const known = context && findHouse(street, context.house);
  const { type, id } = street.row;
  const range = context?.until ? `–${formatHouse(context.until)}` : '';
  return {
    ...rest,
    kind: type === 'шоссе' || type === 'тракт' ? 'road' : 'street',
    placeId: id,
    name: street.label,
    corpus: context?.house.corpus ?? null,
    houseTo: context?.until ? makeHouseKey(context.until) : null,
    ...(known && { house: known.key, ...locateHouse(street, known) }),
    label: (known ? `${street.label}, ${known.label}` : rest.label) + range,
  };
}

function describeOther(target: Exclude<NameTarget, { kind: 'street' }>): Described {
  const nothing = { streetId: null, landmarkId: null, house: null, houseTo: null, corpus: null };
  if (target.kind === 'district') {
    const { id, title } = target.district;
    const words = { placeId: id, name: title, label: title, district: id };
    return { ...nothing, ...words, kind: 'district', precision: 'district', point: null };
  }
  const { id, label, point, district, kind } = target.landmark;
  const area = label.startsWith('с.') ? 'village' : 'mkr';
  return {
    ...nothing,
    placeId: id,
    landmarkId: id,
    name: label,
    label,
    point,
    district,
    kind: kind === 'area' ? area : kind,
    precision: 'landmark',
  };
}
