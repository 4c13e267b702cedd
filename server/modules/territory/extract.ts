/**
 * Finds places of the gazetteer in a Russian text: «на Титова 14», «у дома № 8 по ул. Гагарина», «остановка
 * Алюминиевая». First form: names by their case forms, weighed by the words around them. Pure.
 */
import {
  belongsToNextNoun,
  classifyName,
  isCapital,
  isPersonName,
  isShoutedText,
  type Preposition,
  type ReadText,
  readPreposition,
  readStreetWordAfter,
  readStreetWordBefore,
  type StreetWord,
  startsSentence,
} from './evidence.ts';
import { isNearForeignTown, namesForeignTown } from './foreign-town.ts';
import { measureTypos, prepareTypedWord } from './fuzzy.ts';
import { findHouse, type Gazetteer, type IndexedStreet } from './gazetteer.ts';
import { type HouseContext, readHouseAfter, readHouseBefore } from './house-context.ts';
import { weighLandmark } from './landmark-evidence.ts';
import { findPhrases, getPhraseIndex, type Phrase, type PhraseIndex, type PhraseMatch } from './phrases.ts';
import { describeStreet, type PlaceCandidate } from './search.ts';
import { findStreetType } from './street-types.ts';
import { tokenize } from './tokens.ts';

export type ExtractedPlace = Omit<PlaceCandidate, 'score'> & {
  /** 0.5–1. */
  confidence: number;
  /** The fragment that says it, UTF-16 offsets in the text, `to` exclusive. */
  from: number;
  to: number;
};

/** A text longer than this is read up to here: an address stands near the beginning or is repeated. */
const LONGEST = 20_000;
const THRESHOLD = 0.5;

/** Places named in the text, the surest first, none twice; empty where there is none. About 0.1 ms a message. */
export function extractPlace(text: string, gazetteer: Gazetteer): ExtractedPlace[] {
  const cut = text.slice(0, LONGEST);
  const read: ReadText = { text: cut, tokens: tokenize(cut), isShouted: isShoutedText(cut) };
  const index = getPhraseIndex(gazetteer);
  const matches = findPhrases(index, read.tokens);
  matches.push(...findMistyped(index, read, new Set(matches.map((match) => match.from))));
  if (matches.length === 0) return [];
  const isForeign = namesForeignTown(read, gazetteer);
  const acceptedEnds = new Set<number>();
  const found: Found[] = [];
  for (const match of matches.sort((a, b) => a.from - b.from)) {
    const place = weighMatch(match, read, acceptedEnds);
    if (!place || isNearForeignTown(read, gazetteer, place.first, place.last)) continue;
    if (isForeign) place.confidence -= 0.15;
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
  /** Token range, `last` exclusive. */
  first: number;
  last: number;
};

function weighMatch(match: PhraseMatch, read: ReadText, acceptedEnds: ReadonlySet<number>): Found | null {
  const { target } = match.phrase.entry;
  if (target.kind === 'landmark') {
    const weighed = weighLandmark(match, target.landmark, read);
    return (
      weighed && {
        match,
        house: null,
        confidence: weighed.confidence,
        first: weighed.first,
        last: weighed.last,
      }
    );
  }
  const { tokens } = read;
  const before = readStreetWordBefore(tokens, match.from);
  const after = before ? null : readStreetWordAfter(tokens, match.to);
  const start = before?.from ?? match.from;
  const end = after?.to ?? match.to;
  const house =
    preferLettered(readHouseAfter(tokens, end), target.street, read) ?? readHouseBefore(tokens, start);
  const signs: Signs = {
    word: before ?? after,
    house,
    preposition: before ? null : readPreposition(tokens, match.from, acceptedEnds),
    isCapital: isCapital(read, match.from) || isCapital(read, match.to - 1),
    startsSentence: startsSentence(tokens, match.from),
  };
  const confidence = weighStreet(match, target.street, read, signs);
  if (confidence === null) return null;
  const first = Math.min(start, house?.from ?? start);
  const last = Math.max(end, house?.to ?? end);
  return { match, house, confidence, first, last };
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

type Signs = {
  word: StreetWord | null;
  house: HouseContext | null;
  preposition: Preposition;
  isCapital: boolean;
  startsSentence: boolean;
};
const INTERCHANGEABLE = new Set(['улица', 'проспект', 'бульвар']);

/** The confidence of a street, or null where the words around speak against it. */
function weighStreet(match: PhraseMatch, street: IndexedStreet, read: ReadText, signs: Signs): number | null {
  const { phrase } = match;
  if (phrase.isAdjective && isLongerName(match, read, signs)) return null;
  let confidence = signs.word ? weighWithWord(signs) : weighBare(match, read, signs);
  if (confidence === null) return null;
  if (signs.word && signs.word.type !== street.row.type) {
    if (!INTERCHANGEABLE.has(signs.word.type) || !INTERCHANGEABLE.has(street.row.type)) return null;
    confidence -= 0.2;
  }
  // Without a house a short word one letter off is rather another name («Поповка» is not «Попова»).
  if (match.isMistyped) confidence -= signs.house || phrase.entry.words[0]!.length >= 8 ? 0.2 : 0.45;
  if (phrase.isPart) {
    if (!signs.word && !signs.house) return null;
    confidence -= 0.15;
  }
  if (signs.house && !findHouse(street, signs.house.house)) confidence -= 0.05;
  const { settlement } = street.row;
  if (settlement && !read.text.includes(settlement.slice(0, -2))) confidence -= 0.2;
  return confidence;
}

/**
 * «ул. Советской Армии» is not «Советская», «Московское шоссе» not «Московская»; and «на центральной улице»
 * in small letters is no name at all.
 */
function isLongerName(match: PhraseMatch, read: ReadText, { word, isCapital: isNamed }: Signs): boolean {
  if (!word) return false;
  if (word.from >= match.to) return !isNamed && !read.isShouted;
  const next = read.tokens[match.to];
  if (next?.kind !== 'word') return false;
  return (
    belongsToNextNoun(read.tokens, match.to) ||
    (match.isMistyped && findStreetType(next.norm) !== null) ||
    (isCapital(read, match.to) && isGenitive(next.norm))
  );
}

const isGenitive = (word: string) =>
  word.length > 3 && findStreetType(word) === null && /[аяиыйв]$/.test(word) && !/^(?:дома|д|кв)$/.test(word);

function weighWithWord(signs: Signs): number {
  if (!signs.house) return 0.9;
  return signs.house.isStated ? 0.98 : 0.97;
}

/** A name without «улица»: how much depends on what kind of word it is. */
function weighBare(match: PhraseMatch, read: ReadText, signs: Signs): number | null {
  const { phrase, from, to } = match;
  const { house, preposition } = signs;
  const kind = classifyName(phrase.entry.words, phrase.isAdjective);
  const hasName = signs.isCapital && !signs.startsSentence;
  if (belongsToNextNoun(read.tokens, to) && phrase.isAdjective) return null;
  if (preposition === null && !house?.isStated && isPersonName(read, from, to)) return null;
  if (house) {
    if (house.isStated) return hasName || preposition ? 0.95 : 0.85;
    if (hasName || preposition === 'strong' || preposition === 'joined') return 0.9;
    if (kind === 'everyday') return signs.isCapital && !isFeast(read, from) ? 0.65 : null;
    return signs.isCapital ? 0.85 : 0.7;
  }
  if (kind === 'everyday' || isPersonName(read, from, to)) return null;
  if (preposition === 'joined') return signs.isCapital || read.isShouted ? 0.75 : 0.6;
  if (kind === 'adjective') return weighBareAdjective(preposition, signs.isCapital);
  if (preposition === 'strong') return signs.isCapital ? 0.8 : 0.6;
  if (kind === 'compound') return signs.isCapital ? 0.65 : 0.55;
  return preposition === 'weak' && signs.isCapital ? 0.65 : null;
}

/** «День Победы», «парад Победы 9…»: not the avenue. */
function isFeast(read: ReadText, from: number): boolean {
  return /^(?:день|дня|дню|дне|днем|парад|праздник|знам|салют|годовщин)/.test(
    read.tokens[from - 1]?.norm ?? '',
  );
}

function weighBareAdjective(preposition: Preposition, isNamed: boolean): number | null {
  if (!isNamed) return null;
  if (preposition === 'strong') return 0.72;
  return preposition === 'weak' ? 0.6 : null;
}

/** Names with one mistake, only right after «ул.», «улица»…: elsewhere too many words are one letter apart. */
function findMistyped(index: PhraseIndex, read: ReadText, known: ReadonlySet<number>): PhraseMatch[] {
  const { tokens } = read;
  const matches: PhraseMatch[] = [];
  tokens.forEach((token, i) => {
    if (token.kind !== 'word' || !findStreetType(token.norm)) return;
    const at = tokens[i + 1]?.norm === '.' ? i + 2 : i + 1;
    const word = tokens[at];
    if (word?.kind !== 'word' || word.norm.length < 6 || known.has(at)) return;
    const phrase = findNearPhrase(index, word.norm);
    if (phrase) matches.push({ phrase, from: at, to: at + 1, isMistyped: true });
  });
  return matches;
}

function findNearPhrase(index: PhraseIndex, word: string): Phrase | null {
  const typed = prepareTypedWord(word);
  if (!typed) return null;
  const near = (index.byLetter.get(word[0]!) ?? []).filter(
    ({ form }) => Math.abs(form.length - word.length) <= 1 && measureTypos(typed, form).whole === 1,
  );
  const phrases = new Set(near.map(({ phrase }) => phrase));
  return phrases.size === 1 ? [...phrases][0]! : null;
}

/** Drops what overlaps something surer, and a street that is named with its house elsewhere. */
function chooseBest(found: Found[]): Found[] {
  const size = (place: Found) => place.match.to - place.match.from;
  const sorted = found.sort((a, b) => b.confidence - a.confidence || size(b) - size(a) || a.first - b.first);
  const kept: Found[] = [];
  for (const place of sorted) {
    const { from, to } = place.match;
    if (kept.some(({ match }) => from < match.to && match.from < to)) continue;
    const isSaid = kept.some(
      (other) =>
        other.match.phrase.entry.target === place.match.phrase.entry.target && isSameHouse(other, place),
    );
    if (!isSaid) kept.push(place);
  }
  return kept.filter(
    (place) => place.house || !kept.some((other) => other.house && isSameStreet(other, place)),
  );
}

const isSameStreet = (a: Found, b: Found) => a.match.phrase.entry.target === b.match.phrase.entry.target;

function isSameHouse(a: Found, b: Found): boolean {
  return JSON.stringify(a.house?.house ?? null) === JSON.stringify(b.house?.house ?? null);
}

function finish(place: Found, read: ReadText): ExtractedPlace {
  const { target } = place.match.phrase.entry;
  const rest = {
    confidence: Math.round(place.confidence * 100) / 100,
    from: read.tokens[place.first]!.from,
    to: read.tokens[place.last - 1]!.to,
  };
  if (target.kind === 'landmark') {
    const { id, label, point, district } = target.landmark;
    return {
      label,
      precision: 'landmark',
      streetId: null,
      landmarkId: id,
      house: null,
      point,
      district,
      ...rest,
    };
  }
  const { score: _, ...street } = describeStreet(target.street, place.house?.house ?? null, 1);
  const known = place.house ? findHouse(target.street, place.house.house) : null;
  if (!known) return { ...street, ...rest };
  const label = `${target.street.label}, ${known.label}`;
  return { ...street, label, precision: 'house', house: known.key, point: known.point, ...rest };
}
