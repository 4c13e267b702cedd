/**
 * Reads an address someone typed: kind of street, words of its name, house. Flats, entrances, the city and
 * words that say nothing («дом», «имени», «№») are left out. Pure; knows no gazetteer.
 */
import { firstOf, itemAt, lastOf } from '../../../../shared/lists.ts';
import { type HouseNumber, makeHouseKey, readHouse } from '../words/house.ts';
import { findStreetType } from '../words/street-types.ts';
import { fixKeyboardLayout, type Token, tokenize } from '../words/tokens.ts';

/** One way to read the text. Where numbers are ambiguous («8 Марта 10») there are several. */
export type AddressReading = {
  /** «улица», «проспект»… where the text says so. */
  type: string | null;
  /** The word that said so, as typed but folded: part of a landmark's name, maybe («площадь Ленина»). */
  typeWord: string | null;
  /** Folded words of the name; ordinals as «1#», bare numbers as digits. */
  words: string[];
  house: HouseNumber | null;
};

const FLAT_WORDS = new Set(
  'кв квартира квартиры квартире оф офис офиса офисе под подъезд подъезда подъезде эт этаж этаже пом помещение комн комната ком'.split(
    ' ',
  ),
);
const HOUSE_WORDS = new Set('д дом дома дому доме домом № зд здание здания'.split(' '));
const SILENT_WORDS = new Set(
  'г гор город города городе городу обл область области р-н район района районе россия рф им имени на по в у возле около'.split(
    ' ',
  ),
);

/**
 * The readings of an address, the likeliest first; at least one, maybe with no words.
 * `cityWords` are folded names of the city («каменск-уральский») to leave out.
 */
export function readAddress(text: string, cityWords: ReadonlySet<string> = new Set()): AddressReading[] {
  const tokens = dropFlats(tokenize(fixKeyboardLayout(text).slice(0, 300)));
  const stated = findStatedHouse(tokens);
  if (stated) return [makeReading(tokens, stated, cityWords)];
  const spans = listHouseSpans(tokens);
  const tried = [...spans.reverse().slice(0, 3), null];
  return tried.map((span) => makeReading(tokens, span, cityWords));
}

/** Every number that may be the house, left to right; a number inside another house («8» of 9/8) is not one. */
function listHouseSpans(tokens: Token[]): HouseSpan[] {
  const spans: HouseSpan[] = [];
  let taken = 0;
  for (let from = 0; from < tokens.length; from++) {
    const reading = from < taken ? null : readHouse(tokens, from);
    if (!reading) continue;
    taken = reading.next;
    spans.push({ from, to: skipFlatNumber(tokens, reading.next), house: reading.house });
  }
  return spans;
}

type HouseSpan = { from: number; to: number; house: HouseNumber };

/** Takes out «кв. 12», «подъезд 3», «3 этаж». */
function dropFlats(tokens: Token[]): Token[] {
  const kept: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = itemAt(tokens, i);
    if (token.kind !== 'word' || !FLAT_WORDS.has(token.norm)) {
      kept.push(token);
      continue;
    }
    let value = i + 1;
    while (tokens[value]?.kind === 'mark' && /[.№]/.test(itemAt(tokens, value).norm)) value += 1;
    if (tokens[value]?.kind === 'number') {
      i =
        tokens[value + 1]?.from === itemAt(tokens, value).to && tokens[value + 1]?.kind === 'word'
          ? value + 1
          : value;
    } else if (kept.length > 1 && ['number', 'ordinal'].includes(lastOf(kept).kind)) kept.pop();
  }
  return kept;
}

/** A house after «дом», «д.», «№». */
function findStatedHouse(tokens: Token[]): HouseSpan | null {
  for (let from = 0; from < tokens.length; from++) {
    if (!HOUSE_WORDS.has(itemAt(tokens, from).norm)) continue;
    let at = from + 1;
    while (tokens[at]?.norm === '.' || tokens[at]?.norm === '№') at += 1;
    const reading = readHouse(tokens, at);
    if (reading) return { from, to: skipFlatNumber(tokens, reading.next), house: reading.house };
  }
  return null;
}

/** «14-5» and «14, 5» at the end: house and flat. */
function skipFlatNumber(tokens: Token[], next: number): number {
  let at = next;
  if (tokens[at]?.kind === 'mark' && /[-‑–—,]/.test(itemAt(tokens, at).norm)) at += 1;
  return tokens[at]?.kind === 'number' && at === tokens.length - 1 ? at + 1 : next;
}

function makeReading(
  tokens: Token[],
  span: HouseSpan | null,
  cityWords: ReadonlySet<string>,
): AddressReading {
  let type: string | null = null;
  let typeWord: string | null = null;
  const words: string[] = [];
  tokens.forEach((token, i) => {
    if (token.kind === 'mark' || (span && i >= span.from && i < span.to)) return;
    if (SILENT_WORDS.has(token.norm) || HOUSE_WORDS.has(token.norm) || cityWords.has(token.norm)) return;
    if (token.kind === 'number' && token.norm.length > 3) return;
    const kind = findStreetType(token.norm);
    if (kind && type === null) {
      type = kind;
      typeWord = token.norm;
    } else words.push(...splitName(token.norm));
  });
  return { type, typeWord, words, house: span?.house ?? null };
}

/** Words of a name; a hyphened word in parts («карла-маркса»), as search compares word by word. */
function splitName(norm: string): string[] {
  return norm.split('-').filter(Boolean);
}

/** The folded words of a name of a gazetteer: ordinals as «1#», initials and hyphened words apart. */
export function listNameWords(name: string): string[] {
  return tokenize(name)
    .filter((token) => token.kind !== 'mark' && token.norm !== 'им' && token.norm !== 'имени')
    .flatMap((token) => splitName(token.norm));
}

/**
 * One spelling for one address, for comparing two texts without a gazetteer:
 * «г. Каменск-Уральский, улица Карла Маркса, дом 12 корп. 2, кв. 5» → «улица карла маркса 12к2».
 */
export function normaliseAddress(text: string, cityWords: ReadonlySet<string> = new Set()): string {
  const reading = firstOf(readAddress(text, cityWords));
  const house = reading.house ? makeHouseKey(reading.house) : null;
  return [reading.type, ...reading.words.map((word) => word.replace('#', '')), house]
    .filter(Boolean)
    .join(' ');
}
