/** The house that goes with a street in running text: after it («Титова, д. 14») or before («дом 8 по Гагарина»). */
import { itemAt } from '../../../../shared/lists.ts';
import { isPartOfHouse, isUnitWord } from '../words/common-words.ts';
import { type HouseNumber, readHouse } from '../words/house.ts';
import type { Token } from '../words/tokens.ts';
import { findHouse, type IndexedStreet } from './gazetteer.ts';

export type HouseContext = {
  house: HouseNumber;
  /** Token range, `to` exclusive. */
  from: number;
  to: number;
  /** Said by a word («дом», «№»), not only by a number. */
  isStated: boolean;
  /** The other end of «12–28», where it is a range. */
  until?: HouseNumber;
};

const HOUSE_WORDS = new Set(
  'д дом дома доме дому домом домами домах здание здания здании зд № n строение домов'.split(' '),
);
/** May stand between a street and «дом 14»: «на Титова, во дворе дома 14». */
const BETWEEN = new Set(
  'у в во на за от около возле напротив перед рядом с со районе дворе двор между а и это ближе к же конце начале подъезде'.split(
    ' ',
  ),
);
const FILLERS = /^(?:расположен|находящ|стоящ|адрес|многоквартирн|жил)/;

/** A house right after token `at` − 1. */
export function readHouseAfter(tokens: readonly Token[], at: number): HouseContext | null {
  return readStatedAfter(tokens, at) ?? readBareAfter(tokens, at);
}

function readStatedAfter(tokens: readonly Token[], at: number): HouseContext | null {
  let i = at;
  for (let words = 0; i < tokens.length && words < 4 && i < at + 6; i++) {
    const token = itemAt(tokens, i);
    if (HOUSE_WORDS.has(token.norm)) break;
    if (token.kind === 'word' && !BETWEEN.has(token.norm) && !FILLERS.test(token.norm)) return null;
    if (token.kind === 'mark' && !/[,.:(«"-]/.test(token.norm)) return null;
    if (token.kind === 'number' || token.kind === 'ordinal') return null;
    if (token.kind === 'word') words += 1;
    // A full stop ends the sentence unless an abbreviation or a house follows it at once.
    if (token.norm === '.' && !HOUSE_WORDS.has(tokens[i + 1]?.norm ?? '')) return null;
  }
  if (!HOUSE_WORDS.has(tokens[i]?.norm ?? '') || isNumberOfElse(tokens, i)) return null;
  let value = i + 1;
  while (/^[.№,n:]$/.test(tokens[value]?.norm ?? '') || HOUSE_WORDS.has(tokens[value]?.norm ?? ''))
    value += 1;
  const reading = readHouse(tokens, value);
  return reading ? { house: reading.house, from: i, to: reading.next, isStated: true } : null;
}

/** «остановка на площади, и № 25», «в подъезде № 7»: a bare number sign counts something else. */
function isNumberOfElse(tokens: readonly Token[], at: number): boolean {
  if (!/^[№n]$/.test(itemAt(tokens, at).norm)) return false;
  return /^(?:и|а|подъезде)$/.test(tokens[at - 1]?.norm ?? '');
}

function readBareAfter(tokens: readonly Token[], at: number): HouseContext | null {
  let i = at;
  if (/^[,.:–-]$/.test(tokens[i]?.norm ?? '')) i += 1;
  const first = tokens[i];
  if (first?.kind !== 'number') return null;
  // A number after a full stop and a space begins a new sentence or list item.
  if (i > at && itemAt(tokens, at).norm === '.' && first.from > itemAt(tokens, at).to) return null;
  const reading = readHouse(tokens, i);
  if (!reading || isMeasured(tokens, reading.next) || isListItem(tokens, at, reading.next)) return null;
  return { house: reading.house, from: i, to: reading.next, isStated: false };
}

/** «на проспекте Хрущева: 1. Яма; 2. Люк». */
const isListItem = (tokens: readonly Token[], at: number, next: number): boolean =>
  tokens[at]?.norm === ':' && /^[.)]$/.test(tokens[next]?.norm ?? '') && tokens[next + 1]?.kind === 'word';

/** Is the number before `next` a quantity, a time, a date, a fraction or a telephone. */
function isMeasured(tokens: readonly Token[], next: number): boolean {
  const [after, second] = [tokens[next], tokens[next + 1]];
  if (!after) return false;
  if (after.kind === 'word') {
    if (!isPartOfHouse(after.norm)) return isUnitWord(after.norm);
    const value = second?.kind === 'mark' ? tokens[next + 2] : second;
    return value?.kind !== 'number';
  }
  // «10-этажка»
  if (
    second?.kind === 'word' &&
    second.norm.length > 2 &&
    /[-–]/.test(after.norm) &&
    second.from === after.to
  )
    return true;
  const isTight =
    second?.kind === 'number' && after.from === itemAt(tokens, next - 1).to && second.from === after.to;
  if (/[:.]/.test(after.norm) && isTight) return true;
  if (after.norm === '%' || after.norm === '°') return true;
  // 8-902-…: a telephone; «12-28» is a range of houses.
  return /[-–]/.test(after.norm) && isTight && tokens[next + 2]?.norm === after.norm;
}

/** A house before token `start`: «у дома № 8 по …», «в 8 доме на …», «дом 8, …». */
export function readHouseBefore(tokens: readonly Token[], start: number): HouseContext | null {
  let end = start;
  for (let skipped = 0; skipped < 5 && end > 0; skipped++) {
    const token = itemAt(tokens, end - 1);
    const isLink = ['по', 'на', 'в', ',', '(', '-', ':'].includes(token.norm) || FILLERS.test(token.norm);
    if (!isLink) break;
    end -= 1;
  }
  const isWordLast = end > 1 && /^(?:доме|дома|дом|дому|домом)$/.test(itemAt(tokens, end - 1).norm);
  const limit = isWordLast ? end - 1 : end;
  for (let from = limit - 1; from >= Math.max(0, limit - 7); from--) {
    if (itemAt(tokens, from).kind !== 'number') continue;
    const reading = readHouse(tokens, from);
    if (reading?.next !== limit) continue;
    let word = from - 1;
    // «дома 5, 7 и 9 по …»: the nearest house, said by the word before the list.
    while (
      word >= 0 &&
      (/^[.№,и-]$/.test(itemAt(tokens, word).norm) || itemAt(tokens, word).kind === 'number')
    )
      word -= 1;
    const isNamed = word >= 0 && HOUSE_WORDS.has(itemAt(tokens, word).norm);
    const isNumbered = tokens[from - 1]?.norm === '№' && !isSchoolNumber(tokens, from - 1);
    if (isNamed) return { house: reading.house, from: word, to: limit, isStated: true };
    if (isWordLast || isNumbered) return { house: reading.house, from, to: end, isStated: true };
  }
  return null;
}

/** «школа № 5 на Титова»: the number is the school's. */
function isSchoolNumber(tokens: readonly Token[], sign: number): boolean {
  return tokens[sign - 1]?.kind === 'word';
}

/**
 * «12–28», «14-16»: the house with the other end of the range. «14-5» is a house and its flat; so is «14-80» unless
 * the street has a house 80 or the words say «дома».
 */
export function readRange(
  tokens: readonly Token[],
  found: HouseContext,
  street: IndexedStreet,
): HouseContext {
  const [dash, number] = [tokens[found.to], tokens[found.to + 1]];
  if (dash?.kind !== 'mark' || !/[-‑–—]/.test(dash.norm) || number?.kind !== 'number') return found;
  const reading = readHouse(tokens, found.to + 1);
  if (!reading || reading.house.number <= found.house.number || tokens[reading.next]?.norm === '-')
    return found;
  const isMany = /^(?:дома|домов|домами|домах|домам)$/.test(itemAt(tokens, found.from).norm);
  if (!isMany && !findHouse(street, reading.house)) return found;
  return { ...found, until: reading.house, to: reading.next };
}
