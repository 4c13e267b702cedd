/**
 * Whether the words after «улица» are the name of a street at all. Where no gazetteer knows it, nothing but the words
 * bears it out: what is broken, unfinished or another thing's name is rather not offered.
 */
import { firstOf, itemAt, lastOf } from '../../../../shared/lists.ts';
import { EVERYDAY_NAMES, NEVER_NAMES } from '../words/common-words.ts';
import { findStreetType, getStreetGender } from '../words/street-types.ts';
import type { Token } from '../words/tokens.ts';
import { isTownWord } from '../words/town-names.ts';
import { isCapital, type ReadText } from './evidence.ts';

/** The name's tokens, `end` exclusive, and its kind. */
export interface NameSpan {
  type: string;
  start: number;
  end: number;
}

/** Names of persons and ranks that a surname must follow, adjectives and numerals that need their noun. */
const UNFINISHED = new Set(
  (
    'ленинского парижской братьев сестер героя героев бойцов воинов памяти академика профессора доктора маршала ' +
    'генерала адмирала полковника капитана лейтенанта сержанта летчика комиссара мичмана архитектора художника ' +
    'композитора поэта писателя святого святой сов проф ген адм карла клары розы льва максима юрия сергея ивана ' +
    'николая александра михаила ефима семена степана владимира василия петра павла андрея алексея дмитрия ' +
    'анатолия вячеслава евгения надежды марины марии анны веры зои лизы кати начала конца всей нашей вашей этой'
  ).split(' '),
);

/** Why the words are no name, in words for whoever tunes the rules; null = they are one. */
export function whyNoName(read: ReadText, { type, start, end }: NameSpan): string | null {
  const { tokens } = read;
  const own = tokens.slice(start, end);
  if (!own.every((token, at) => isPart(token, own[at - 1], own[at + 1]))) return 'знак внутри названия';
  const words = own.filter(({ kind }) => kind === 'word');
  if (words.length === 0) return 'нет слова';
  if (words.some(({ norm }) => isTownWord(norm))) return 'название города';
  if (words.some((token) => isAbbreviation(read, token, firstOf(words)))) return 'сокращение';
  const last = lastOf(words);
  if (UNFINISHED.has(last.norm)) return 'название не окончено';
  if (last.norm.length < 3) return 'название из одной буквы';
  if (isShouted(read, words) && !words.every(({ norm }) => isNameByForm(norm))) return 'прописные буквы';
  if (isTwoNames(last.norm)) return 'два названия через дефис';
  if (isOfOtherGender(last.norm, type)) return 'слово другого рода';
  const kind = tokens[start - 1]?.norm === '.' ? tokens[start - 2] : tokens[start - 1];
  if (/^(?:улиц|переулков|проездов)$/.test(kind?.norm ?? '') && /(?:ых|их)$/.test(last.norm))
    return 'улиц много, названия нет';
  return null;
}

/** A word, a number, a hyphen between words, the dot of an initial. */
function isPart(token: Token, before: Token | undefined, after: Token | undefined): boolean {
  if (token.kind !== 'mark') return true;
  if (token.norm === '.') return before?.kind === 'word' && before.norm.length === 1 && after !== undefined;
  return /[-‑–]/.test(token.norm) && before !== undefined && after !== undefined;
}

/** «ПО УЛИЦЕ КОРНИЛОВА ДОРОГУ», «НА УЛИЦЕ СКОЛЬЗКО»: capitals tell nothing, only the word's own form does. */
function isShouted({ text, isShouted: isWhole }: ReadText, words: readonly Token[]): boolean {
  const said = words.filter(({ norm }) => norm.length > 4).map(({ from, to }) => text.slice(from, to));
  return said.length > 0 && (isWhole || said.every((word) => word === word.toUpperCase()));
}

/** «УК», «МУП» beside words written as names are. */
function isAbbreviation(read: ReadText, token: Token, first: Token): boolean {
  if (read.isShouted || token.norm.length < 2) return false;
  const isUpper = ({ from, to }: Token) => {
    const said = read.text.slice(from, to);
    return said === said.toUpperCase();
  };
  if (!isUpper(token)) return false;
  return token.norm.length <= 4 || (token !== first && !isUpper(first));
}

/** «Мыльникова-Майскому»: a surname and a word of another case. */
const isTwoNames = (word: string): boolean => /(?:ова|ева|ина|ого)-.*(?:ому|ему|ой|ую|ом)$/.test(word);

/** «улицы Южный», «шоссе начиная». */
function isOfOtherGender(word: string, type: string): boolean {
  const gender = getStreetGender(type);
  if (gender === 'f') return /(?:[ыи]й)$/.test(word) && word.length > 4;
  return gender === 'n' && /(?:ая|яя)$/.test(word);
}

/** A capitalised word that may be part of a name; in a text all in capitals, any word that looks like one. */
export function isNamePart(read: ReadText, at: number): boolean {
  const token = read.tokens[at];
  if (token?.kind !== 'word' || NEVER_NAMES.has(token.norm) || findStreetType(token.norm)) return false;
  return read.isShouted ? isNameByForm(token.norm) : isCapital(read, at);
}

/** Where capitals prove nothing. */
const isNameByForm = (word: string): boolean => looksLikeName(word) || EVERYDAY_NAMES.has(word);

/** «ул. Стройкова МУП»: an abbreviation after a name that is written as names are does not go on with it. */
export function isNextOfName(read: ReadText, at: number): boolean {
  const said = read.text.slice(itemAt(read.tokens, at).from, itemAt(read.tokens, at).to);
  if (read.isShouted || said.length < 2 || said !== said.toUpperCase()) return true;
  const before = itemAt(read.tokens, at - 1);
  const former = read.text.slice(before.from, before.to);
  return former === former.toUpperCase() && isNameByForm(itemAt(read.tokens, at).norm);
}

/** Endings of surnames and adjectives streets are called by. */
export function looksLikeName(word: string | undefined): boolean {
  if (!word || word.length < 5 || NEVER_NAMES.has(word)) return false;
  return /(?:ова|ева|ина|ына|ого|его|ая|яя|ской|ную|ной|вой|ых|их|енко|цев)$/.test(word);
}
