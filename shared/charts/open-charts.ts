import { monthsOfPeriod, type OpenLine, type OpenPeriod } from '../contract/heatmap/heatmap-open.ts';
import { formatNumber } from '../text/numbers.ts';
import { counted } from '../text/plural.ts';
import type { BarChart, ColumnChart } from './chart.ts';
import { countMeasure } from './measures.ts';
import { monthCategory } from './times.ts';

/** Pictures of the page of results; the title of each is the sentence a reader is to take away. */

/** A number as a picture takes it: a hidden one has no bar, for its length would tell it. */
const receivedOf = ({ counts: { received } }: OpenLine): number | null =>
  typeof received === 'number' ? received : null;

export const messagesWords = (count: number): string => counted(count, 'сообщение', 'сообщения', 'сообщений');

/** Which block or district has most; `none` is no block and no district. */
export function mostSentence(lines: readonly OpenLine[], total: OpenLine, what: 'тема' | 'район'): string {
  const known = lines.filter((line) => line.id !== 'none' && receivedOf(line));
  const first = known.toSorted((one, other) => receivedOf(other)! - receivedOf(one)!)[0];
  if (!first) return what === 'тема' ? 'Числа по темам скрыты' : 'Числа по районам скрыты';
  const all = receivedOf(total);
  const isWhole = !first.atLeast.includes('received') && !total.atLeast.includes('received');
  const of = all !== null && isWhole ? ` из ${formatNumber(all)}` : '';
  return `Больше всего сообщений — ${what} «${first.title}»: ${isWhole ? '' : 'не меньше '}${formatNumber(receivedOf(first)!)}${of}`;
}

/** How the last month differs from the one before it. */
export function trendSentence(months: readonly OpenLine[]): string {
  const last = months.at(-1);
  if (!last) return 'Сообщений по месяцам ещё нет';
  const [now, before] = [receivedOf(last), months.length > 1 ? receivedOf(months.at(-2)!) : null];
  const name = monthCategory(last.id).title;
  if (now === null) return `Число сообщений скрыто: ${name}`;
  const told = `За ${name} поступило ${messagesWords(now)}`;
  if (before === null) return told;
  if (before === now) return `${told}, столько же, сколько месяцем раньше`;
  const way = now > before ? 'больше' : 'меньше';
  return `${told} — на ${formatNumber(Math.abs(now - before))} ${way}, чем месяцем раньше`;
}

export const openBars = (title: string, head: string, lines: readonly OpenLine[]): BarChart => ({
  kind: 'bars',
  title,
  of: head,
  categories: lines.map((line) => ({ title: line.title, short: line.title })),
  measure: countMeasure,
  empty: 'скрыто',
  series: [{ title: 'Поступило', values: lines.map(receivedOf) }],
});

export const openTrend = (months: readonly OpenLine[]): ColumnChart => ({
  kind: 'columns',
  title: trendSentence(months),
  of: 'Месяц',
  categories: months.map(({ id }) => monthCategory(id)),
  measure: countMeasure,
  empty: 'скрыто',
  series: [{ title: 'поступило', values: months.map(receivedOf) }],
});

export const openPeriodTitles = {
  month: 'Последний месяц',
  quarter: `Последние ${monthsOfPeriod.quarter} месяца`,
  year: `Последние ${monthsOfPeriod.year} месяцев`,
} as const satisfies Record<OpenPeriod, string>;

/** What is hidden of a page and why, in one sentence; null where nothing is. */
export function hiddenSentence(hidden: { count: number; of: number }, smallest: number): string | null {
  if (hidden.count === 0) return null;
  const people = counted(smallest, 'человека', 'человек', 'человек');
  return `Скрыто ${counted(hidden.count, 'число', 'числа', 'чисел')} из ${formatNumber(hidden.of)}: за числом меньше ${people} или по нему вычисляется такое соседнее.`;
}
