import { stem } from '../../taxonomy/index.ts';
import { hashOfText } from '../topics/text-features.ts';

/** What place the words of a message name: told apart by it where no point is known. */
export interface NamedPlace {
  /** Hashes of proper names — streets, stops, villages, firms — as they stand, the first ones; none twice. */
  names: readonly number[];
  /** Hashes of numbers of houses. */
  houses: readonly number[];
}

/** Kept of one message: a place is named in the first words that name one. */
export const KEPT_NAMES = 6;
export const KEPT_HOUSES = 4;

const NAME_SEED = 0x2545f491;
const HOUSE_SEED = 0x5bd1e995;
/** Letters of a stem that count: «Косухина» and «Косухиной» are one street. */
const STEM_LETTERS = 6;

/** Capitals of politeness, of a sentence whose full stop was forgotten, of what every message names. */
const nameless = new Set(
  `вас вам вы ваш ваша ваше вами просьба прошу просим здравствуйте добрый доброе уважаемый уважаемая уважаемые спасибо также
   когда если мы на это по из но он она они мне меня нас нам наш наша очень фото адрес адресу повторно россия российская
   федерация область район город улица дом закон кодекс губернатор глава администрация президент правила отсутствует санпин гост`
    .split(/\s+/u)
    .map((word) => stem(word)),
);
const capitalised = /[А-ЯЁ][А-Яа-яЁё]*(?:-[А-Яа-яЁё]+)*/gu;
const streetNoun =
  '(?:ул(?:\\.|иц[а-яё]+)|пер(?:\\.|еул[а-яё]+)|пр(?:\\.|-т|осп[а-яё]*)|проезд[а-яё]*|б-р|бульвар[а-яё]*|шоссе|набережн[а-яё]+)';
/** A shortened word before a full stop after which the sentence goes on. */
const shortened = /(?:^|[\s(,.«"])(?:ул|пр|пер|г|гор|с|д|п|пос|дер|мкр|им|ост|пл|наб|ш|[А-ЯЁ])\.\s*$/iu;
/** «14», «14а», «14а2», «14к2», «14/2»; «2-я Линия» is none. */
const houseNumber =
  '№?\\s*(\\d{1,3}(?!\\d|-?(?:я|й|ой|го|му|е)(?![а-яё]))(?:(?:[а-яА-Я]|\\s[А-Я])(?![а-яё])\\d{0,2})?(?:\\s?(?:к|корп\\.?|корпус|/)\\s?\\d{1,2})?)';
const houseAfterName = new RegExp(
  `(?:\\s*${streetNoun})?[\\s,:«»"]*(?:в\\s|у\\s|возле\\s)?(?:д(?:ом[а-яё]*)?\\.?\\s*)?${houseNumber}`,
  'yu',
);
const houseAfterWord = new RegExp(`(?<![а-яё])(?:д\\.|дом[а-яё]*|здани[а-яё]*)\\s*${houseNumber}`, 'giu');
const streetAfter = new RegExp(`\\s+${streetNoun}`, 'yu');
/** A message in capitals throughout names nothing by them. */
const SHOUTED = 0.5;

/** Reads what place a message names; nothing where it names none. */
export function readNamedPlace(text: string): NamedPlace {
  const names = new Set<number>();
  const houses = new Set<number>();
  if (isShouted(text)) return { names: [], houses: [] };
  for (const match of text.matchAll(capitalised)) {
    const end = match.index + match[0].length;
    const isFirst = startsSentence(text, match.index);
    const number = matchAt(houseAfterName, text, end);
    // «Автобус 3 не пришёл»: at the beginning of a sentence a comma or a word must say that it is a house.
    const house = number && isFirst && /^\s*\d/u.test(number[0]) ? null : number;
    const isName = !isFirst || house !== null || matchAt(streetAfter, text, end) !== null;
    const name = isName ? nameKeyOf(match[0], text.slice(Math.max(0, match.index - 5), match.index)) : 0;
    if (name === 0) continue;
    if (names.size < KEPT_NAMES) names.add(name);
    if (house) addHouse(houses, house);
  }
  for (const house of text.matchAll(houseAfterWord)) addHouse(houses, house);
  return { names: [...names], houses: [...houses] };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function addHouse(houses: Set<number>, [, said = '']: RegExpExecArray): void {
  if (houses.size >= KEPT_HOUSES) return;
  const plain = said
    .toLowerCase()
    .replaceAll(/\s|корп(?:ус|\.)?/gu, (part) => (part.trim() === '' ? '' : 'к'));
  houses.add(hashOfText(plain, HOUSE_SEED) || 1);
}

/** 0 for a capital that is no name. «1-я Линия» and «2-я Линия» are two. */
function nameKeyOf(word: string, before: string): number {
  const isShort = word.length < 3;
  // «ОСОБЕННО» is emphasis, a stop called «ДСК» stands in quotes.
  const isEmphasis = word === word.toUpperCase() && !/[«"„“]$/u.test(before);
  if (isShort || isEmphasis || /[\p{L}\d<_]$/u.test(before)) return 0;
  const base = stem(word.toLowerCase());
  if (nameless.has(base)) return 0;
  const ordinal = /(\d+)-?(?:я|й|ой|го|му|е)\s$/u.exec(before)?.[1] ?? '';
  return hashOfText(ordinal + base.slice(0, STEM_LETTERS), NAME_SEED) || 1;
}

function startsSentence(text: string, at: number): boolean {
  let place = at - 1;
  while (place >= 0 && /\s/u.test(text.charAt(place))) place -= 1;
  if (place < 0) return true;
  if (!/[.!?…:)]/u.test(text.charAt(place))) return false;
  return !shortened.test(text.slice(Math.max(0, place - 5), at));
}

function isShouted(text: string): boolean {
  let capitals = 0;
  let letters = 0;
  for (let at = 0; at < Math.min(400, text.length); at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x400 || code > 0x4ff) continue;
    letters += 1;
    if (code < 0x430) capitals += 1;
  }
  return capitals > letters * SHOUTED;
}
