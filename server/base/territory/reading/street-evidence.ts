/** How sure it is that a name in running text is a street, and why. */

import { firstOf, itemAt } from '../../../../shared/lists.ts';
import { findHouse, type IndexedStreet } from '../gazetteer/gazetteer.ts';
import type { HouseContext } from '../gazetteer/house-context.ts';
import { findStreetType, getStreetGender } from '../words/street-types.ts';
import {
  belongsToNextNoun,
  classifyName,
  isCapital,
  isPersonName,
  type Preposition,
  type ReadText,
  readPreposition,
  readStreetWordAfter,
  readStreetWordBefore,
  type StreetWord,
} from './evidence.ts';
import type { PhraseMatch } from './phrases.ts';

type WordSigns = {
  word: StreetWord | null;
  preposition: Preposition;
  /** Tokens of the name with its kind, `end` exclusive. */
  start: number;
  end: number;
};
type Signs = WordSigns & { house: HouseContext | null; isCapital: boolean; startsSentence: boolean };

/** The kind of street and the preposition beside a name. */
export function readSigns(match: PhraseMatch, read: ReadText, acceptedEnds: ReadonlySet<number>): WordSigns {
  const { tokens } = read;
  const before = readStreetWordBefore(tokens, match.from);
  // «ул. Право-Лыбедская улица, 27»: the kind said twice.
  const next = readStreetWordAfter(tokens, match.to);
  const after = before && next?.type !== before.type ? null : next;
  return {
    word: before ?? after,
    preposition: before ? null : readPreposition(tokens, match.from, acceptedEnds),
    start: before?.from ?? match.from,
    end: after?.to ?? match.to,
  };
}

/** One letter off and no «ул.» beside it: only a longer name with a house the street has («Батова, 2» is not «Бажова»). */
function isBorneOut({ phrase }: PhraseMatch, street: IndexedStreet, { house }: Signs): boolean {
  const longest = Math.max(...phrase.entry.words.map((word) => word.length));
  return longest >= 7 && house !== null && findHouse(street, house.house) !== null;
}

const INTERCHANGEABLE = new Set(['улица', 'проспект', 'бульвар']);

/** People mix these up («улица Победы»); an adjective of another gender is another name: «Первомайский проспект». */
function isMixedUp(said: string, { row }: IndexedStreet, isAdjective: boolean): boolean {
  if (!INTERCHANGEABLE.has(said) || !INTERCHANGEABLE.has(row.type)) return false;
  return !isAdjective || getStreetGender(said) === getStreetGender(row.type);
}

/** The confidence of a street with its reasons, or null where the words around speak against it. */
export function weighStreet(
  match: PhraseMatch,
  street: IndexedStreet,
  read: ReadText,
  signs: Signs,
): { confidence: number; reasons: string[] } | null {
  const { phrase } = match;
  if (phrase.isAdjective && (isLongerName(match, read, signs) || isTailOfName(match, read))) return null;
  if (isOtherNumber(match, read) || isSmallTail(match, signs)) return null;
  let confidence = signs.word ? weighWithWord(signs) : weighBare(match, read, signs);
  if (confidence === null) return null;
  const reasons = listReasons(signs);
  const lower = (by: number, reason: string) => {
    confidence! -= by;
    reasons.push(reason);
  };
  if (signs.word && signs.word.type !== street.row.type) {
    if (!isMixedUp(signs.word.type, street, phrase.isAdjective)) return null;
    lower(0.2, `в справочнике это ${street.row.type}`);
  }
  // Without a house a short word one letter off is rather another name («Поповка» is not «Попова»).
  if (match.isMistyped && !signs.word && !isBorneOut(match, street, signs)) return null;
  if (match.isMistyped)
    lower(signs.house || firstOf(phrase.entry.words).length >= 8 ? 0.2 : 0.45, 'название с опечаткой');
  if (phrase.isPart) {
    if (!signs.word && !signs.house) return null;
    lower(0.15, 'название не целиком');
  }
  if (signs.house && !findHouse(street, signs.house.house)) lower(0.05, 'такого дома в справочнике нет');
  const { settlement } = street.row;
  // A village the words do not name is not where they point: their street is then words alone.
  if (settlement && !read.text.includes(settlement.slice(0, -2))) return null;
  return { confidence, reasons };
}

/** «3-я Первомайская», «2 я Линия»: another street than the one without the number, or with another. */
function isOtherNumber({ from }: PhraseMatch, { tokens }: ReadText): boolean {
  const [before, further] = [tokens[from - 1], tokens[from - 2]];
  if (before?.kind === 'ordinal') return true;
  return /^(?:я|й|ая|ой)$/.test(before?.norm ?? '') && (further?.kind === 'number' || further?.norm === '-');
}

/** «высокий бугор около дома 56», «в доме 32, связи с собственником нет»: words, not names. */
function isSmallTail({ phrase, from }: PhraseMatch, { word, house, preposition, isCapital: isNamed }: Signs) {
  if (word || isNamed || preposition) return false;
  return phrase.isPart || (house !== null && !phrase.isAdjective && house.isStated && house.from < from);
}

function listReasons({ word, house, preposition, isCapital: isNamed }: Signs): string[] {
  const reasons: string[] = [];
  if (word) reasons.push(`рядом слово «${word.type}»`);
  if (house) reasons.push(house.isStated ? 'назван дом' : 'рядом номер дома');
  if (preposition === 'joined') reasons.push('стоит в ряду улиц или на перекрёстке');
  else if (preposition) reasons.push('после предлога места');
  if (isNamed) reasons.push('с заглавной буквы');
  return reasons;
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
  // «по ул. Заводская дорога разбита»: the name in the nominative ends there, the noun begins what is said of it.
  const last = itemAt(read.tokens, match.to - 1).norm;
  if (word.from < match.from && last.endsWith('ая') && !isCapital(read, match.to)) return false;
  return (
    belongsToNextNoun(read.tokens, match.to) ||
    (match.isMistyped && findStreetType(next.norm) !== null) ||
    (isCapital(read, match.to) && isGenitive(next.norm))
  );
}

/** «улица Новая Курская» is not «Курская»: another adjective of the same form stands between it and the kind. */
function isTailOfName({ from }: PhraseMatch, read: ReadText): boolean {
  const [before, name] = [read.tokens[from - 1], itemAt(read.tokens, from)];
  if (before?.kind !== 'word' || !isCapital(read, from - 1)) return false;
  if (before.norm.slice(-2) !== name.norm.slice(-2) || findStreetType(before.norm)) return false;
  return readStreetWordBefore(read.tokens, from - 1) !== null;
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
  if (isPersonName(read, from, to)) return null;
  if (kind === 'everyday') return weighBareEveryday(match, read, signs);
  if (kind === 'compound' && phrase.isAdjective && !isCapital(read, to - 1) && preposition !== 'strong')
    return null;
  if (preposition === 'joined') return signs.isCapital || read.isShouted ? 0.75 : 0.6;
  if (kind === 'adjective') return weighBareAdjective(preposition, signs.isCapital);
  if (preposition === 'strong') return signs.isCapital ? 0.8 : 0.6;
  if (kind === 'compound') return signs.isCapital ? 0.65 : 0.55;
  return preposition === 'weak' && signs.isCapital ? 0.65 : null;
}

/**
 * «по Мира», «на Строителей»: «по» asks for another case, so a genitive after it is a name; after «на» so is a genitive
 * that is no accusative («на победы команды» is none). «Угол Мира и Калинина» says so itself.
 */
function weighBareEveryday({ from }: PhraseMatch, read: ReadText, signs: Signs): number | null {
  if (!signs.isCapital || signs.startsSentence) return null;
  if (signs.preposition === 'joined') return 0.75;
  if (signs.preposition !== 'strong') return null;
  const isBy = read.tokens[from - 1]?.norm === 'по';
  return isBy || /(?:[ая]|ов|ев|ей)$/.test(itemAt(read.tokens, from).norm) ? 0.7 : null;
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
