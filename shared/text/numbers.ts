import { counted, nbsp } from './plural.ts';

const whole = new Intl.NumberFormat('ru', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('ru', { maximumFractionDigits: 1 });
const oneTenth = new Intl.NumberFormat('ru', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const minus = '\u2212';

/** «18 400»: a whole number with Russian grouping. */
export function formatNumber(value: number): string {
  return whole.format(value);
}

/** «4,1»: at most `digits` digits after the comma. */
export function formatDecimal(value: number, digits = 1): string {
  return digits === 1
    ? oneDigit.format(value)
    : new Intl.NumberFormat('ru', { maximumFractionDigits: digits }).format(value);
}

const shortSteps = [
  [1e9, 'млрд'],
  [1e6, 'млн'],
  [1e3, 'тыс.'],
] as const;

/** «850», «18 тыс.», «−1,2 млн»: where a number has little room. */
export function formatBriefly(value: number): string {
  const size = Math.abs(value);
  const sign = value < 0 ? minus : '';
  // What would read «1 000 тыс.» is a million.
  const [unit, word] = shortSteps.find(([step]) => size >= step * 0.9995 && size >= 10_000) ?? [1, ''];
  const text = formatDecimal(size / unit, size < 1 ? 2 : 1);
  return `${sign}${text}${word && `${nbsp}${word}`}`;
}

/** «9,4 млн ₽», «1 240 500 ₽»: money to the rouble, in millions only where nothing is lost by it. */
export function formatRoubles(value: number): string {
  const isRound = Math.abs(value) >= 1e6 && value % 100_000 === 0;
  const text = isRound ? `${formatDecimal(value / 1e6)}${nbsp}млн` : formatNumber(value);
  return `${text}${nbsp}₽`;
}

/** «4,0», «4,1»: a mark out of five always has its tenth, so that two of them compare. */
export function formatScore(value: number): string {
  return oneTenth.format(value);
}

/** «94 %» of a share between 0 and 1. A share that is not full never reads as 100 %, one that is not empty never as 0 %. */
export function formatPercent(share: number): string {
  const percent = Math.round(share * 100);
  const honest = percent === 100 && share < 1 ? 99 : percent === 0 && share > 0 ? 1 : percent;
  return `${whole.format(honest)}${nbsp}%`;
}

/** «+6», «−1,5», «0»: a change with its sign. */
export function formatChange(value: number, digits = 1): string {
  const text = formatDecimal(Math.abs(value), digits);
  if (text === '0') return '0';
  return `${value > 0 ? '+' : minus}${text}`;
}

/** Counting on a request's path stops here: what is more is told as one more than this. */
export const COUNT_LIMIT = 1000;

/** «больше 1 000»: so many were counted, and there are more. */
export function formatMoreThan(value: number): string {
  return `больше${nbsp}${whole.format(value)}`;
}

/** «128», «больше 1 000» of a count that stops one past the limit. */
export function formatUpTo(value: number): string {
  return value > COUNT_LIMIT ? formatMoreThan(COUNT_LIMIT) : whole.format(value);
}

/** The same with its noun: «3 отказа», «больше 1 000 отказов». */
export function countedUpTo(value: number, one: string, few: string, many: string): string {
  return value > COUNT_LIMIT ? `${formatUpTo(value)}${nbsp}${many}` : counted(value, one, few, many);
}

/** Of a large number the whole thousands, which it is sure to be past. */
const surelyPast = (value: number): number => Math.floor((value - 1) / COUNT_LIMIT) * COUNT_LIMIT;

/** «от 37», «больше 4 000» where not all was counted and there may be more. */
export const formatAtLeast = (value: number): string =>
  value > COUNT_LIMIT ? formatMoreThan(surelyPast(value)) : `от${nbsp}${whole.format(value)}`;

/** The same where there is no room for words: «37+», «4 000+». */
export const formatAtLeastBriefly = (value: number): string =>
  `${whole.format(value > COUNT_LIMIT ? surelyPast(value) : value)}+`;

/** «2,4 МБ» of a size in bytes. */
export function formatBytes(bytes: number): string {
  const units = ['Б', 'КБ', 'МБ', 'ГБ'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? whole.format(value) : oneDigit.format(value)}${nbsp}${units[unit]}`;
}

/** «30 м», «1,2 км» of a distance in metres. */
export function formatDistance(metres: number): string {
  if (metres < 995) return `${whole.format(metres < 100 ? metres : Math.round(metres / 10) * 10)}${nbsp}м`;
  return `${oneDigit.format(metres / 1000)}${nbsp}км`;
}
