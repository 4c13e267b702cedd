import { z } from 'zod';
import { snapshotTable } from '../base/snapshots.ts';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { heatFilter } from './heatmap.ts';

/** Any two sides of the figures as one table, and the map in tiles. */

export const pivotSides = [
  'district',
  'subarea',
  'block',
  'category',
  'fact',
  'channel',
  'unit',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'importance',
  'outcome',
  'age',
  'applicant',
] as const;
export type PivotSide = (typeof pivotSides)[number];

/** How many there were at the end of the period's last day, whenever they came; today it is as of now. */
export const stockMeasures = ['open', 'overdue'] as const;
/** What happened in the period, whenever its case came. */
export const flowMeasures = [
  'received',
  'given',
  'given-late',
  'settled',
  'returned',
  'scored',
  'scored-well',
  'score-sum',
] as const;
/** What has become by now of the cases that came in the period. */
export const cohortMeasures = [
  'still-open',
  'still-overdue',
  'solved',
  'answered',
  'late',
  'broken',
  'rated',
  'rated-well',
  'rating-sum',
  'reopened',
  'reworked',
  'deferred',
] as const;

/** Additive measures: numerators and denominators of the indicators; a share is one over another. */
export const additiveMeasures = [...stockMeasures, ...flowMeasures, ...cohortMeasures] as const;
export type AdditiveMeasure = (typeof additiveMeasures)[number];

export const isStock = (measure: AdditiveMeasure): boolean => stockMeasures.some((one) => one === measure);

const pivotLine = z.object({
  /**
   * A code, or a day `YYYY-MM-DD` (of a week its Monday), `YYYY-MM`, `YYYY-Q1`, `YYYY`, of an age the days of registration
   * `YYYY-MM-DD..YYYY-MM-DD`; `none` = the case has none.
   */
  id: z.string(),
  title: z.string(),
});

export const pivotQuery = heatFilter.omit({ measure: true, source: true }).extend({
  rows: z.enum(pivotSides),
  columns: z.enum(pivotSides),
  measure: z.enum(additiveMeasures).default('received'),
  second: z.enum(additiveMeasures).optional(),
  factId: z.string().max(80).optional(),
  /** An organisation, or `none` for cases nobody has. */
  unitId: z.union([z.uuid(), z.literal('none')]).optional(),
});

export const getPivot = defineRoute({
  id: 'heatmap.get-pivot',
  method: 'GET',
  path: '/api/heatmap/pivot',
  access: { permission: 'heatmap.read' },
  summary: 'Сводная таблица: любые две стороны, показатель и второй показатель',
  query: pivotQuery,
  reply: z.object({
    rows: z.array(pivotLine),
    columns: z.array(pivotLine),
    /** Row after row, as many numbers as there are columns. */
    values: z.array(z.number()),
    second: z.array(z.number()).nullable(),
    total: z.number(),
    asOf: z.string(),
  }),
});

/** What a table is compared with: the period as long before it, or the same days a year ago. */
export const comparisons = ['none', 'before', 'year'] as const;
export type Comparison = (typeof comparisons)[number];

export const pivotTableQuery = pivotQuery.extend({ compare: z.enum(comparisons).default('before') });
export type PivotTableQuery = z.input<typeof pivotTableQuery>;

const figures = z.array(z.array(z.number()));

export const getPivotTable = defineRoute({
  id: 'heatmap.get-pivot-table',
  method: 'GET',
  path: '/api/heatmap/pivot/table',
  access: { permission: 'heatmap.read' },
  summary: 'Сводная таблица с итогами, сравнением и списком дел каждого числа',
  query: pivotTableQuery,
  reply: z.object({
    table: snapshotTable,
    /** Row after row as in the table; null = not asked for, or not comparable. */
    second: figures.nullable(),
    before: figures.nullable(),
    /** The former second measure, where the two are a part and its whole. */
    secondBefore: figures.nullable(),
    beforePeriod: z.object({ from: isoDate, to: isoDate }).nullable(),
    asOf: z.string(),
  }),
});

export const freezePivot = defineRoute({
  id: 'heatmap.freeze-pivot',
  method: 'POST',
  path: '/api/heatmap/pivot/snapshots',
  access: { permission: 'heatmap.export' },
  summary: 'Заморозить сводную таблицу с отбором',
  body: pivotTableQuery,
  reply: z.object({ number: z.string() }),
});

const part = z.coerce.number().int().min(0);

export const getHeatTile = defineRoute({
  id: 'heatmap.get-tile',
  method: 'GET',
  path: '/api/heatmap/tiles/:z/:x/:y',
  access: { permission: 'heatmap.read' },
  summary: 'Плитка карты: сколько сообщений и где, без слов и адресов',
  params: z.object({ z: part.max(18), x: part.max(2 ** 18), y: part.max(2 ** 18) }),
  query: z.object({ from: isoDate, to: isoDate, block: z.string().max(40).optional() }),
  reply: z.object({
    /** Middle of a cluster as parts of the tile from the north-west, 0–1, and its cases. */
    clusters: z.array(z.tuple([z.number(), z.number(), z.number()])),
  }),
});
