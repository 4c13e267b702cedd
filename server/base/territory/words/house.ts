/** House numbers as people write them: 12, 12а, 12/3, 12 корп. 2, 12к2, 12 стр. 1. */
import { itemAt } from '../../../../shared/lists.ts';
import { type Token, tokenize } from './tokens.ts';

export type HouseNumber = {
  number: number;
  /** A letter, lower case: «а» of 12а. */
  suffix: string | null;
  /** After the stroke: «3» or «3а» of 12/3а. */
  fraction: string | null;
  corpus: string | null;
  building: string | null;
};
/** A house read from tokens: it ends before `next`. */
export type HouseReading = { house: HouseNumber; next: number };

const HOUSE_MAX = 999;
const CORPUS_WORDS = new Set(['к', 'корп', 'корпус', 'корпусе', 'корпуса', 'кор', 'крп']);
const BUILDING_WORDS = new Set(['стр', 'строение', 'строения', 'строении', 'с', 'соор']);
const SUFFIX_LETTERS = new Set('абвгдежзиклмн');
/** Letters that are also words: apart from the number they are a suffix only where no sentence goes on. */
const WORD_LETTERS = new Set('авик');
const QUOTES = new Set(['"', '«', '»', '„', '“', '”', "'", '`', '’']);

/** Reads one house from the whole text («д. 12, корп. 2»); null if it is something else or has a rest. */
export function parseHouse(text: string): HouseNumber | null {
  const tokens = tokenize(text).filter((token) => token.norm !== '№');
  let start = 0;
  if (/^(?:д|дом)$/.test(tokens[0]?.norm ?? '')) start = tokens[1]?.norm === '.' ? 2 : 1;
  const reading = readHouse(tokens, start);
  return reading && reading.next === tokens.length ? reading.house : null;
}

/** Reads a house that begins at `index`; null where there is no number from 1 to 999. */
export function readHouse(tokens: readonly Token[], index: number): HouseReading | null {
  const first = tokens[index];
  if (first?.kind !== 'number' || first.norm.length > 3) return null;
  const number = Number(first.norm);
  if (number < 1 || number > HOUSE_MAX) return null;
  const house: HouseNumber = { number, suffix: null, fraction: null, corpus: null, building: null };
  let next = readSuffix(tokens, index + 1, house);
  next = readFraction(tokens, next, house);
  next = readPart(tokens, next, CORPUS_WORDS, (value) => {
    house.corpus = value;
  });
  next = readPart(tokens, next, BUILDING_WORDS, (value) => {
    house.building = value;
  });
  return { house, next };
}

function readSuffix(tokens: readonly Token[], at: number, house: HouseNumber): number {
  const [before, first, second, third] = [itemAt(tokens, at - 1), tokens[at], tokens[at + 1], tokens[at + 2]];
  if (!first) return at;
  if (isLetter(first) && first.from === before.to && !startsPart(tokens, at)) {
    house.suffix = first.norm;
    return at + 1;
  }
  // 14-а
  if (isHyphen(first) && first.from === before.to && isLetter(second) && second.from === first.to) {
    house.suffix = second.norm;
    return at + 2;
  }
  // 14 «Б»
  if (QUOTES.has(first.norm) && isLetter(second) && third && QUOTES.has(third.norm)) {
    house.suffix = second.norm;
    return at + 3;
  }
  if (isLetter(first) && !startsPart(tokens, at) && isLooseSuffix(first, second)) {
    house.suffix = first.norm;
    return at + 1;
  }
  return at;
}

const isHyphen = (token: Token | undefined) => token?.kind === 'mark' && /[-‑–—]/.test(token.norm);

function isLetter(token: Token | undefined): token is Token {
  return token?.kind === 'word' && token.norm.length === 1 && SUFFIX_LETTERS.has(token.norm);
}

/** «14 б» is a suffix; «14 а вот там», «14 в подъезде» are not, and «14 а» at the end or before a mark is. */
function isLooseSuffix(letter: Token, after: Token | undefined): boolean {
  if (!WORD_LETTERS.has(letter.norm)) return true;
  return after === undefined || (after.kind === 'mark' && !/["«№]/.test(after.norm));
}

/** «к» and «с» followed by a number begin a corpus or a building, not a suffix. */
function startsPart(tokens: readonly Token[], at: number): boolean {
  const word = itemAt(tokens, at).norm;
  if (!CORPUS_WORDS.has(word) && !BUILDING_WORDS.has(word)) return false;
  return (
    tokens[at + 1]?.kind === 'number' || (tokens[at + 1]?.norm === '.' && tokens[at + 2]?.kind === 'number')
  );
}

function readFraction(tokens: readonly Token[], at: number, house: HouseNumber): number {
  const [slash, value, letter] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (!slash || !/[/\\|]/.test(slash.norm) || value?.kind !== 'number' || value.norm.length > 3) return at;
  house.fraction = value.norm;
  if (!isLetter(letter) || letter.from !== value.to || startsPart(tokens, at + 2)) return at + 2;
  house.fraction += letter.norm;
  return at + 3;
}

/** «к2», «корп. 2», «, корпус 2», «корп. а»; leaves `at` where it was if there is no such part. */
function readPart(
  tokens: readonly Token[],
  at: number,
  words: ReadonlySet<string>,
  save: (value: string) => void,
): number {
  let i = tokens[at]?.norm === ',' ? at + 1 : at;
  const word = tokens[i];
  if (word?.kind !== 'word' || !words.has(word.norm)) return at;
  // «с» and «к» are prepositions too: apart from the number they need it close by («14 к 2», «14с1»).
  if (word.norm === 'с' && !(word.from === tokens[i - 1]?.to && tokens[i + 1]?.from === word.to)) return at;
  i += 1;
  if (tokens[i]?.norm === '.') i += 1;
  if (tokens[i]?.norm === '№') i += 1;
  const value = tokens[i];
  if (value?.kind === 'number' && value.norm.length <= 2) {
    save(value.norm);
    return i + 1;
  }
  if (isLetter(value) && word.norm.length > 1) {
    save(value.norm);
    return i + 1;
  }
  return at;
}

/** The key houses are compared by: «12», «12а», «12/3», «12к2», «12с1». */
export function makeHouseKey(house: HouseNumber): string {
  const fraction = house.fraction ? `/${house.fraction}` : '';
  const corpus = house.corpus ? `к${house.corpus}` : '';
  const building = house.building ? `с${house.building}` : '';
  return `${house.number}${house.suffix ?? ''}${fraction}${corpus}${building}`;
}

/** Keys that may mean the same door, most exact first: a corner number is often written as a corpus. */
export function listHouseKeys(house: HouseNumber): string[] {
  const keys = [makeHouseKey(house)];
  const { fraction, corpus } = house;
  if (fraction && !corpus) keys.push(makeHouseKey({ ...house, fraction: null, corpus: fraction }));
  if (corpus && !fraction) keys.push(makeHouseKey({ ...house, corpus: null, fraction: corpus }));
  return keys;
}

/** For people: «12а», «12/3», «12 корп. 2», «12 стр. 1». */
export function formatHouse(house: HouseNumber): string {
  const base = `${house.number}${house.suffix ?? ''}${house.fraction ? `/${house.fraction}` : ''}`;
  return `${base}${house.corpus ? ` корп. ${house.corpus}` : ''}${house.building ? ` стр. ${house.building}` : ''}`;
}
