import type { HeatClass } from './heat-scale.ts';

/**
 * What a chart is of, apart from how it is drawn: the same object gives the picture of a screen, of a page drawn by the server,
 * of a PDF and of a Word file, and the table that says the same in numbers.
 */
export type Chart = LineChart | ColumnChart | BarChart | StripChart | AreaChart;

/** How a number is written in full, and where there is little room. */
export interface Measure {
  write: (value: number) => string;
  tick: (value: number) => string;
  /** Halves of it mean nothing: no tick stands at one. */
  isWhole?: true;
}

export interface Category {
  /** In full, as in the table: «ноябрь 2026». */
  title: string;
  /** Under the axis: «ноя». */
  short: string;
}

interface Common {
  /** What the picture is of: its name for those who do not see it, the caption of its table. */
  title: string;
  /** Head of the first column of the table: «Месяц», «Сфера». */
  of: string;
  categories: readonly Category[];
  measure: Measure;
  /** Said where there is no number at all. */
  empty: string;
}

export interface Series {
  title: string;
  /** One for each category; null = no data. */
  values: readonly (number | null)[];
}

/** A level everything is held against: a goal, a threshold, what was expected. */
export interface Goal {
  value: number;
  /** Before the number: «цель», «порог выхода». */
  title: string;
  /** Which way is better; null = neither. */
  better: 'up' | 'down' | null;
}

/** The usual spread around a line: both ends for each category, null where it is not known. */
export interface Band {
  title: string;
  low: readonly (number | null)[];
  high: readonly (number | null)[];
}

/** Values in their order, with a goal and a band. */
export interface LineChart extends Common {
  kind: 'line';
  series: Series;
  /** Where each value lies from 0 to 1, when they do not come evenly; evenly without it. */
  positions?: readonly number[];
  goal?: Goal | null;
  band?: Band | null;
}

/** Upright bars in the order of time; several series stand on one another. */
export interface ColumnChart extends Common {
  kind: 'columns';
  series: readonly Series[];
  /** What the series make together, for the table; no total without it. */
  total?: string;
  goal?: Goal | null;
  /** The column everything else is held against: the present one. */
  marked?: number;
}

/** Lying bars, each with its name and number; several series follow one another. */
export interface BarChart extends Common {
  kind: 'bars';
  series: readonly Series[];
  total?: string;
}

/** Cells one after another, the darker the more; `bounds` are the lower bounds of the five shades. */
export interface StripChart extends Common {
  kind: 'strip';
  series: Series;
  bounds: readonly number[];
}

/** An area on the ground: outer rings and holes in degrees, east and north, and how it is painted. */
export interface Area {
  rings: readonly (readonly (readonly [number, number])[])[];
  look: HeatClass | 'plain';
  /** Its number, or in a word why there is none. */
  text: string;
}

/** Areas of a city, each by how dark it is; one for each category. */
export interface AreaChart extends Common {
  kind: 'areas';
  series: Series;
  areas: readonly Area[];
  /** Borders drawn over the areas, to find one's way by; with them the areas are many and bear no names. */
  borders?: Area['rings'];
  /** What each of the five shades means, and what hatches do. */
  steps: readonly string[];
  hatched: string;
}

export const seriesOf = (chart: Chart): readonly Series[] =>
  chart.kind === 'columns' || chart.kind === 'bars' ? chart.series : [chart.series];

/** Every known number of the chart itself. */
export const knownValues = (chart: Chart): number[] =>
  seriesOf(chart).flatMap(({ values }) => values.filter((value) => value !== null));
