/**
 * The address a text names, as text: for messages about places the gazetteer does not have (another region,
 * a new street). Gives a label to show, never a point.
 */

import { itemAt } from '../../../../shared/lists.ts';
import { readHouseAfter, readHouseBefore } from '../gazetteer/house-context.ts';
import { NEVER_NAMES } from '../words/common-words.ts';
import { formatHouse, type HouseNumber } from '../words/house.ts';
import {
  findStreetType,
  formatStreet,
  getStreetGender,
  isStreetAbbreviation,
} from '../words/street-types.ts';
import { tokenize } from '../words/tokens.ts';
import { unbendStreetName } from '../words/unbend.ts';
import { isAdjective } from '../words/word-forms.ts';
import { isNamePart, isNextOfName, looksLikeName, whyNoName } from './address-name.ts';
import { isShoutedText, type ReadText } from './evidence.ts';

export type AddressText = {
  /** «ул. Урицкого, 22» */
  label: string;
  /** «улица», «проспект»… */
  type: string;
  /** In the nominative where it could be told: «на улице Московской» gives «Московская». */
  street: string;
  house: HouseNumber | null;
  /** The fragment, UTF-16 offsets, `to` exclusive. */
  from: number;
  to: number;
};

const LONGEST = 20_000;

/** The first address with a house, else the first street; null where no street is named with its kind. */
export function extractAddressText(text: string): AddressText | null {
  const cut = text.slice(0, LONGEST);
  const read: ReadText = { text: cut, tokens: tokenize(cut), isShouted: isShoutedText(cut) };
  let first: AddressText | null = null;
  for (let at = 0; at < read.tokens.length; at++) {
    const type =
      itemAt(read.tokens, at).kind === 'word' ? findStreetType(itemAt(read.tokens, at).norm) : null;
    if (!type || type === 'микрорайон' || type === 'квартал') continue;
    const found = readNameAfter(read, at, type) ?? readNameBefore(read, at, type);
    if (found?.house) return found;
    first ??= found;
  }
  return first;
}

/** All of them, in the order of the text: each is looked for behind the one before. */
export function listAddressTexts(text: string): AddressText[] {
  const found: AddressText[] = [];
  for (let from = 0; from < text.length; ) {
    const one = extractAddressText(text.slice(from));
    if (!one) break;
    found.push({ ...one, from: one.from + from, to: one.to + from });
    from += one.to;
  }
  return found;
}

/** «ул. Карла Маркса», «улице 1-я Песковская», «ул косухина». */
function readNameAfter(read: ReadText, at: number, type: string): AddressText | null {
  const { tokens } = read;
  const isShort = isStreetAbbreviation(itemAt(tokens, at).norm);
  let start = at + 1;
  if (tokens[start]?.norm === '.') {
    if (!isShort) return null;
    start += 1;
  }
  while (/^(?:имени|им|[«"„“(:]|\.)$/.test(tokens[start]?.norm ?? '') && start < at + 5) start += 1;
  const end = findNameEnd(read, start, isShort) || readSmallName(read, start);
  if (end <= start) return null;
  // «улица Касимовское шоссе» is a highway.
  const own = tokens[end]?.kind === 'word' ? findStreetType(tokens[end].norm) : null;
  const isOwn =
    own !== null &&
    own !== type &&
    !isStreetAbbreviation(itemAt(tokens, end).norm) &&
    isAdjective(itemAt(tokens, end - 1).norm, getStreetGender(own));
  if (isOwn) return describe(read, { type: own, start, end, first: at, after: end + 1 });
  return describe(read, { type, start, end, first: at, after: end });
}

/** «улице кочетовская дом 10»: a name in small letters, only with its house. */
function readSmallName(read: ReadText, at: number): number {
  return looksLikeName(read.tokens[at]?.norm) && readHouseAfter(read.tokens, at + 1) ? at + 1 : 0;
}

/** The token after the name's last, or 0 where no name begins. */
function findNameEnd(read: ReadText, start: number, isShort: boolean): number {
  const { tokens } = read;
  let at = start;
  // «1-я Песковская», «9 Мая», «50 лет Октября», «К. Маркса»
  if (tokens[at]?.kind === 'ordinal' || tokens[at]?.kind === 'number') {
    at += tokens[at + 1]?.norm === 'лет' ? 2 : 1;
    if (!isNamePart(read, at)) return 0;
  }
  const isInitial = (i: number) =>
    tokens[i]?.kind === 'word' &&
    tokens[i].norm.length === 1 &&
    tokens[i + 1]?.norm === '.' &&
    isNamePart(read, i + 2);
  while (isInitial(at) && at < start + 4) at += 2;
  if (!isNamePart(read, at)) return isShort && looksLikeName(tokens[at]?.norm) ? at + 1 : 0;
  at += 1;
  while (
    at < start + 4 &&
    isNamePart(read, at) &&
    isNextOfName(read, at) &&
    itemAt(tokens, at).norm.length > 2
  )
    at += 1;
  // «Бойцов 9-й Дивизии»
  if (tokens[at]?.kind === 'ordinal' && isNamePart(read, at + 1)) at += 2;
  // «ул. Княжье поле», «ул. Сельских строителей»: a noun in small letters after its adjective.
  const isUnfinished = at === start + 1 && /(?:ых|их|ье|ое|ленинского)$/.test(itemAt(tokens, start).norm);
  return isUnfinished && isPlainNoun(tokens[at]?.norm) ? at + 1 : at;
}

const isPlainNoun = (word: string | undefined) =>
  /^(?:[а-я]{3,}(?:ей|ов|е)|комсомола)$/.test(word ?? '') &&
  !NEVER_NAMES.has(word!) &&
  findStreetType(word!) === null;

/** «Московской улице», «на Первомайском проспекте». */
function readNameBefore(read: ReadText, at: number, type: string): AddressText | null {
  const { tokens } = read;
  let start = at;
  while (
    start > at - 2 &&
    isNamePart(read, start - 1) &&
    /(?:ая|яя|ой|ей|ую|юю|ый|ий|ом|ем|ого|его|ому|ему)$/.test(itemAt(tokens, start - 1).norm)
  )
    start -= 1;
  if (start === at) return null;
  if (tokens[start - 1]?.kind === 'ordinal') start -= 1;
  const after =
    tokens[at + 1]?.norm === '.' && isStreetAbbreviation(itemAt(tokens, at).norm) ? at + 2 : at + 1;
  return describe(read, { type, start, end: at, first: start, after });
}

type Span = { type: string; start: number; end: number; first: number; after: number };

function describe(read: ReadText, { type, start, end, first, after }: Span): AddressText | null {
  const { text, tokens } = read;
  if (whyNoName(read, { type, start, end }) !== null) return null;
  const house = readHouseAfter(tokens, after) ?? readHouseBefore(tokens, first);
  const said = text.slice(itemAt(tokens, start).from, itemAt(tokens, end - 1).to).replace(/\s+/g, ' ');
  const street = unbendStreetName(
    said === said.toUpperCase() ? restoreCase(said) : said,
    getStreetGender(type),
    start === first,
  );
  const name = formatStreet(type, street);
  return {
    label: house ? `${name}, ${formatHouse(house.house)}` : name,
    type,
    street,
    house: house?.house ?? null,
    from: itemAt(tokens, Math.min(first, house?.from ?? first)).from,
    to: itemAt(tokens, Math.max(after, house?.to ?? after) - 1).to,
  };
}

function restoreCase(name: string): string {
  return name
    .toLowerCase()
    .replace(/(^|[\s-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
}
