import { z } from 'zod';
import { heatFilter } from './heatmap.ts';
import { isoDate } from './paging.ts';
import { defineRoute } from './route.ts';

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
] as const;
export type PivotSide = (typeof pivotSides)[number];

/** Additive measures: numerators and denominators of the indicators; a share is one over another. */
export const additiveMeasures = [
  'received',
  'open',
  'overdue',
  'solved',
  'answered',
  'late',
  'rated',
  'rated-well',
  'rating-sum',
  'reopened',
  'reworked',
  'deferred',
] as const;
export type AdditiveMeasure = (typeof additiveMeasures)[number];

const pivotLine = z.object({
  /** A code, or a day `YYYY-MM-DD` (of a week its Monday), a month `YYYY-MM`; `none` = the case has none. */
  id: z.string(),
  title: z.string(),
});

export const getPivot = defineRoute({
  id: 'heatmap.get-pivot',
  method: 'GET',
  path: '/api/heatmap/pivot',
  access: { permission: 'heatmap.read' },
  summary: 'Сводная таблица: любые две стороны, показатель и второй показатель',
  query: heatFilter.omit({ measure: true }).extend({
    rows: z.enum(pivotSides),
    columns: z.enum(pivotSides),
    measure: z.enum(additiveMeasures).default('received'),
    second: z.enum(additiveMeasures).optional(),
    factId: z.string().max(80).optional(),
    /** An organisation, or `none` for cases nobody has. */
    unitId: z.union([z.uuid(), z.literal('none')]).optional(),
  }),
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
