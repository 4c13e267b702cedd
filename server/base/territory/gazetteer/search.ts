/** Address search as people type, whatever the case, ё or е, abbreviations, word order, beginnings, mistakes. */

import { itemAt } from '../../../../shared/lists.ts';
import { countForgiven, measureTypos, prepareTypedWord } from '../words/fuzzy.ts';
import { formatHouse, type HouseNumber, makeHouseKey } from '../words/house.ts';
import { type AddressReading, readAddress } from './address.ts';
import {
  findHouse,
  type Gazetteer,
  guessHousePoint,
  type IndexedHouse,
  type IndexedStreet,
  type NameEntry,
} from './gazetteer.ts';
import type { Point } from './geo.ts';

export type PlacePrecision = 'house' | 'street' | 'landmark';
export type PlaceCandidate = {
  /** «ул. Титова, 14» */
  label: string;
  precision: PlacePrecision;
  streetId: string | null;
  landmarkId: string | null;
  /** Key of the house asked for or found («12к2»); with precision `street` the gazetteer does not know it. */
  house: string | null;
  point: Point | null;
  district: string | null;
  /** 0–1; at least 0.5 in an answer. */
  score: number;
};

const THRESHOLD = 0.5;
/** How far each way of matching a word counts. */
const EXACT = 1;
const BENT = 0.97;
const ONE_MISTAKE = 0.8;
const TWO_MISTAKES = 0.62;
const MISTAKE_IN_BEGINNING = 0.64;

type WordMatch = { score: number; word: number };
type Matcher = (word: string, isLast: boolean) => Map<number, WordMatch>;

/** Up to `limit` places for the text, best first; empty for a text without a name. Measured under 2 ms. */
export function searchPlaces(gazetteer: Gazetteer, query: string, limit = 8): PlaceCandidate[] {
  const match = rememberMatches(gazetteer);
  const found = new Map<string, PlaceCandidate>();
  for (const reading of readAddress(query, gazetteer.cityWords)) {
    for (const { entry, score } of rankEntries(gazetteer, reading, match).slice(0, limit * 3)) {
      for (const candidate of listCandidates(itemAt(gazetteer.entries, entry), reading.house, score, limit)) {
        const key = `${candidate.streetId ?? candidate.landmarkId}|${candidate.house ?? ''}`;
        if ((found.get(key)?.score ?? 0) < candidate.score) found.set(key, candidate);
      }
    }
  }
  return [...found.values()]
    .filter((candidate) => candidate.score >= THRESHOLD)
    .sort((a, b) => b.score - a.score || (a.label < b.label ? -1 : 1))
    .slice(0, limit);
}

function rememberMatches(gazetteer: Gazetteer): Matcher {
  const known = new Map<string, Map<number, WordMatch>>();
  return (word, isLast) => {
    const key = `${word}${isLast}`;
    let matches = known.get(key);
    if (!matches) {
      matches = matchWord(gazetteer, word, isLast);
      known.set(key, matches);
    }
    return matches;
  };
}

/** Entries that have the word, each with the best way it has it. */
function matchWord(gazetteer: Gazetteer, word: string, isLast: boolean): Map<number, WordMatch> {
  const matches = new Map<number, WordMatch>();
  const add = (form: string, scoreOf: (isBase: boolean) => number) => {
    for (const ref of gazetteer.forms.get(form) ?? []) {
      const score = scoreOf(ref.isBase);
      if ((matches.get(ref.entry)?.score ?? 0) < score) matches.set(ref.entry, { score, word: ref.word });
    }
  };
  add(word, (isBase) => (isBase ? EXACT : BENT));
  if (/^\d/.test(word)) return matches;
  const isExact = matches.size > 0;
  const { vocabulary } = gazetteer;
  for (let i = findFirst(vocabulary, word); vocabulary[i]?.startsWith(word); i++) {
    const target = itemAt(vocabulary, i);
    if (target !== word) add(target, (isBase) => (isBase ? 0.78 + 0.17 * (word.length / target.length) : 0));
  }
  if (isExact || countForgiven(word.length) === 0) return matches;
  for (const variant of listUnbent(word)) {
    const typed = prepareTypedWord(variant);
    if (!typed) continue;
    for (const target of vocabulary) {
      const score = scoreMistakes(typed, target, isLast);
      if (score > 0) add(target, (isBase) => (isBase ? score : 0));
    }
  }
  return matches;
}

/** The word, and the nominative it may be a case of, for mistakes in bent words («октябрской»). */
function listUnbent(word: string): string[] {
  if (word.length < 6) return [word];
  if (/(?:ой|ей|ую|ою)$/.test(word)) return [word, `${word.slice(0, -2)}ая`];
  const masculine = /^(.+)(?:ого|ому|ом|ым|им)$/.exec(word);
  return masculine ? [word, `${masculine[1]}ий`] : [word];
}

function findFirst(sorted: string[], word: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (itemAt(sorted, middle) < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

function scoreMistakes(
  typed: NonNullable<ReturnType<typeof prepareTypedWord>>,
  target: string,
  isLast: boolean,
): number {
  const size = typed.word.length;
  const forgiven = countForgiven(size);
  if (target.length < size - forgiven) return 0;
  if (!isLast && target.length > size + forgiven) return 0;
  const { whole, beginning } = measureTypos(typed, target);
  if (whole <= forgiven) return whole === 1 ? ONE_MISTAKE : TWO_MISTAKES;
  return isLast && size >= 5 && beginning === 1 ? MISTAKE_IN_BEGINNING : 0;
}

function rankEntries(
  gazetteer: Gazetteer,
  reading: AddressReading,
  match: Matcher,
): { entry: number; score: number }[] {
  const words = reading.words.slice(0, 8);
  const sums = new Map<number, { sum: number; hits: number; mask: number }>();
  const count = (word: string, isLast: boolean) => {
    for (const [entry, { score, word: at }] of match(word, isLast)) {
      const state = sums.get(entry) ?? { sum: 0, hits: 0, mask: 0 };
      state.sum += score;
      state.hits += 1;
      state.mask |= 1 << Math.min(at, 30);
      sums.set(entry, state);
    }
  };
  words.forEach((word, i) => {
    count(word, i === words.length - 1);
  });
  // «площадь» may be the kind of a street or the first word of a stop's name.
  const typeMatches = reading.typeWord ? match(reading.typeWord, false) : new Map<number, WordMatch>();
  const ranked: { entry: number; score: number }[] = [];
  for (const [index, state] of sums) {
    const entry = itemAt(gazetteer.entries, index);
    const typeHit = typeMatches.get(index);
    const mask = typeHit ? state.mask | (1 << Math.min(typeHit.word, 30)) : state.mask;
    const core = entry.words.filter((_, i) => mask & (1 << i)).length;
    if (core === 0) continue;
    const missed = words.length - state.hits;
    const base = state.sum / (state.hits + missed * 0.5);
    ranked.push({
      entry: index,
      score: base * (0.8 + (0.2 * core) / entry.words.length) * weighKind(entry, reading, mask),
    });
  }
  return ranked.filter(({ score }) => score >= THRESHOLD).sort((a, b) => b.score - a.score);
}

/** A kind said must fit; a bare name is rather a street than a stop called after it. */
function weighKind(entry: NameEntry, reading: AddressReading, mask: number): number {
  if (entry.target.kind === 'street') {
    return reading.type === null || reading.type === entry.target.street.row.type ? 1 : 0.9;
  }
  if (entry.target.kind === 'district') return 0;
  const { kind } = entry.target.landmark;
  if (reading.house) return 0.55;
  const isNamed = mask >> entry.words.length > 0;
  if (kind === 'area') return reading.type === 'микрорайон' || isNamed ? 1.02 : 0.9;
  if (kind === 'stop') return isNamed ? 1.02 : 0.93;
  return 0.98;
}

function listCandidates(
  entry: NameEntry,
  house: HouseNumber | null,
  score: number,
  limit: number,
): PlaceCandidate[] {
  if (entry.target.kind === 'landmark') {
    const { id, label, point, district } = entry.target.landmark;
    const capped = Math.min(1, score);
    return [
      {
        label,
        precision: 'landmark',
        streetId: null,
        landmarkId: id,
        house: null,
        point,
        district,
        score: capped,
      },
    ];
  }
  if (entry.target.kind !== 'street') return [];
  const { street } = entry.target;
  if (!house) return [describeStreet(street, null, score)];
  const exact = findHouse(street, house);
  const asked = exact ? describeHouse(street, exact, score) : describeStreet(street, house, score * 0.8);
  const beginning = makeHouseKey(house);
  const longer = street.houses
    .filter((known) => known !== exact && known.key.startsWith(beginning))
    .slice(0, limit)
    .map((known, i) => describeHouse(street, known, score * 0.85 - i * 0.001));
  return [asked, ...longer];
}

function describeHouse(street: IndexedStreet, house: IndexedHouse, score: number): PlaceCandidate {
  return {
    ...describeStreet(street, null, score),
    label: `${street.label}, ${house.label}`,
    house: house.key,
    ...locateHouse(street, house),
  };
}

/** A house known by its number alone stands somewhere near its neighbours: the point is the street's. */
export function locateHouse(
  street: IndexedStreet,
  { point, house }: IndexedHouse,
): { precision: 'house' | 'street'; point: Point | null } {
  return point
    ? { precision: 'house', point }
    : { precision: 'street', point: guessHousePoint(street, house) };
}

/** The street itself; with a house the gazetteer does not know, at the nearest known one. */
export function describeStreet(
  street: IndexedStreet,
  house: HouseNumber | null,
  score: number,
): PlaceCandidate {
  return {
    label: house ? `${street.label}, ${formatHouse(house)}` : street.label,
    precision: 'street',
    streetId: street.row.id,
    landmarkId: null,
    house: house ? makeHouseKey(house) : null,
    point: house ? guessHousePoint(street, house) : street.point,
    district: street.row.district,
    score,
  };
}
