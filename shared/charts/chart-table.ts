import { type Chart, seriesOf } from './chart.ts';

/** The table that says what a picture shows: whoever does not see it loses nothing. */
export interface ChartTable {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

const DASH = '—';

export function tableOf(chart: Chart): ChartTable {
  const { measure, categories } = chart;
  const write = (value: number | null | undefined): string =>
    value === null || value === undefined ? DASH : measure.write(value);
  const columns = seriesOf(chart).map(({ title, values }) => ({ title, cells: values.map(write) }));
  if ('total' in chart && chart.total) {
    const sums = categories.map((_, at) => sumAt(chart, at));
    columns.unshift({ title: chart.total, cells: sums.map(write) });
  }
  if ('band' in chart && chart.band) {
    const { title, low, high } = chart.band;
    const cells = low.map((from, at) => (from === null ? DASH : `${write(from)} – ${write(high[at])}`));
    columns.push({ title: capitalise(title), cells });
  }
  if ('goal' in chart && chart.goal) {
    const { title, value } = chart.goal;
    columns.push({ title: capitalise(title), cells: categories.map(() => write(value)) });
  }
  return {
    caption: chart.title,
    head: [chart.of, ...columns.map(({ title }) => title)],
    rows: categories.map(({ title }, at) => [title, ...columns.map(({ cells }) => cells[at] ?? DASH)]),
  };
}

/** What the series make together in a category; null where none of them is known. */
export function sumAt(chart: Chart, at: number): number | null {
  const known = seriesOf(chart)
    .map(({ values }) => values[at] ?? null)
    .filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

const capitalise = (text: string): string => text.charAt(0).toLocaleUpperCase('ru') + text.slice(1);
