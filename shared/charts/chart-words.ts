import { firstOf, lastOf } from '../lists.ts';
import { type Chart, knownValues, seriesOf } from './chart.ts';
import { sumAt } from './chart-table.ts';

/** What a picture shows, in a sentence: its name for a screen reader. The numbers themselves are in its table. */
export function describeChart(chart: Chart): string {
  const { title, measure, categories } = chart;
  if (knownValues(chart).length === 0) return `${title}: ${chart.empty}`;
  const told = categories.flatMap((category, at) => {
    const value = sumAt(chart, at);
    return value === null ? [] : [{ category, value }];
  });
  const greatest = told.reduce((best, one) => (one.value > best.value ? one : best));
  const last = lastOf(told);
  const says = ({ category, value }: (typeof told)[number]): string =>
    `${category.title} — ${measure.write(value)}`;
  const hasLast = chart.kind !== 'bars' && chart.kind !== 'areas';
  const parts = [hasLast ? `последнее: ${says(last)}` : null];
  if (told.length > 1) parts.push(`больше всего: ${says(greatest)}`);
  if ('goal' in chart && chart.goal) parts.push(`${chart.goal.title} ${measure.write(chart.goal.value)}`);
  return `${title}: ${parts.filter((part) => part !== null).join('; ')}`;
}

/** What one place of the picture says when it is pointed at: «ноябрь 2026: 11 %». */
export function wordsAt(chart: Chart, at: number): string {
  const { measure, categories } = chart;
  const list = seriesOf(chart);
  const write = (value: number | null | undefined): string =>
    value === null || value === undefined ? chart.empty : measure.write(value);
  const numbers =
    list.length === 1
      ? write(firstOf(list).values[at])
      : list.map(({ title, values }) => `${title} ${write(values[at])}`).join(', ');
  return `${categories[at]?.title ?? ''}: ${numbers}`;
}
