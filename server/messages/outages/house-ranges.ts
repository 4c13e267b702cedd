import {
  formatHouse,
  type HouseNumber,
  listHouseKeys,
  makeHouseKey,
  parseHouse,
} from '../../base/territory/index.ts';

/** Houses of a street as notices name them: «10–28», «1–27 нечётные», «31а», «40 корп. 2». Pure. */

type Side = 'all' | 'even' | 'odd';
export type HouseRule =
  | { kind: 'house'; house: HouseNumber }
  | { kind: 'range'; from: HouseNumber; to: HouseNumber; side: Side };

/** The greatest number a house may have. */
const LAST = 999;

const end = (number: number): HouseNumber => ({
  number,
  suffix: null,
  fraction: null,
  corpus: null,
  building: null,
});

/** Between pieces; «40, корп. 2» is one house. */
const BETWEEN = /[;,](?!\s*(?:к|корп|корпус|стр|строение)\.?\s*\d)|\s+и\s+/iu;
const SIDE = /\(?\s*(не)?ч[её]тн\p{L}*\.?(?:\s+(?:дома|номера|сторон\p{L}*))?\s*\)?/iu;
const ALL = /^(?:вс[её]|все дома|вся улица|целиком|полностью)\.?$/iu;
const RANGE = /^(\d\S*(?:\s+(?:корп|стр)\.?\s*\d+)?)\s*(?:[-–—‑]|\.{2,}|\s(?:по|до)\s)\s*(\d.*)$/iu;
const LEAD = /^(?:дома?|д|№№?|с|от)[.\s]*(?=[\d(])/iu;

/**
 * Reads a list of houses. No rules = the whole street (an empty text, «все»); `unread` = the piece that is no house and no range.
 * A range without a side takes both, for notices mean either; its ends with all their letters («28а» is within «10–28»).
 */
export function readHouses(text: string): { rules: HouseRule[] } | { unread: string } {
  const plain = text.replaceAll(/[\u00a0\u202f]/gu, ' ').trim();
  if (plain === '' || ALL.test(plain)) return { rules: [] };
  const rules: HouseRule[] = [];
  for (const piece of plain.split(BETWEEN)) {
    const words = piece.trim().replace(/\.$/u, '');
    if (words === '') continue;
    const rule = readPiece(words);
    if (!rule) return { unread: words };
    rules.push(rule);
  }
  return rules.length > 0 ? { rules } : { unread: plain };
}

function readPiece(words: string): HouseRule | null {
  const said = SIDE.exec(words);
  const side: Side = said ? (said[1] ? 'odd' : 'even') : 'all';
  const rest = (said ? words.replace(said[0], ' ') : words).trim().replace(LEAD, '').trim();
  if (said && /^(?:вс[её](?:\s+дома)?|дома)?$/iu.test(rest))
    return { kind: 'range', from: end(1), to: end(LAST), side };
  const range = RANGE.exec(rest);
  const [from, to] = range ? [parseHouse(range[1]!), parseHouse(range[2]!)] : [null, null];
  if (from && to) return compareEnds(from, to) <= 0 ? { kind: 'range', from, to, side } : null;
  const house = said ? null : parseHouse(rest);
  return house && { kind: 'house', house };
}

const compareEnds = (a: HouseNumber, b: HouseNumber): number =>
  a.number - b.number || (a.suffix ?? '').localeCompare(b.suffix ?? '', 'ru');

/** Whether a house is among those named; no rules = all are. */
export function hasHouse(rules: readonly HouseRule[], house: HouseNumber): boolean {
  return rules.length === 0 || rules.some((rule) => fits(rule, house));
}

function fits(rule: HouseRule, house: HouseNumber): boolean {
  if (rule.kind === 'house') return listHouseKeys(rule.house).includes(makeHouseKey(house));
  const { from, to, side } = rule;
  if (side !== 'all' && (house.number % 2 === 0) !== (side === 'even')) return false;
  if (house.number < from.number || house.number > to.number) return false;
  const letter = house.suffix ?? '';
  if (house.number === from.number && from.suffix && letter.localeCompare(from.suffix, 'ru') < 0)
    return false;
  return !(house.number === to.number && to.suffix && letter.localeCompare(to.suffix, 'ru') > 0);
}

const sideWords: Readonly<Record<Side, string>> = { all: '', even: ' (чётные)', odd: ' (нечётные)' };

/** One spelling for one list: «10–28 (чётные), 31а, 40 корп. 2»; '' of the whole street. */
export function formatHouses(rules: readonly HouseRule[]): string {
  return rules.map(formatRule).join(', ');
}

function formatRule(rule: HouseRule): string {
  if (rule.kind === 'house') return formatHouse(rule.house);
  const { from, to, side } = rule;
  if (side !== 'all' && from.number === 1 && to.number === LAST) return sideWords[side].trim().slice(1, -1);
  return `${formatHouse(from)}–${formatHouse(to)}${sideWords[side]}`;
}
