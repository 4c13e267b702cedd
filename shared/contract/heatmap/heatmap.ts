import { z } from 'zod';
import { channel } from '../messages/cases.ts';
import { area, frame, mapShape } from '../messages/map.ts';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** The heat map, first form: one filter for matrix, map and table; every number opens the list of its cases. */

/**
 * `open` and `overdue` are stock: how many there were at the end of the period's last day, today as of now, whenever they came. The
 * others are flow: what happened in the period.
 */
export const countMeasures = ['open', 'overdue', 'received', 'answered', 'solved', 'returned'] as const;
/** One number over another, as shared/text/heatmap/ratios.ts says: what is drawn and listed case by case is its part. */
export const ratioMeasures = ['overdue-share', 'solved-share', 'mean-rating', 'per-1000'] as const;
export type RatioMeasure = (typeof ratioMeasures)[number];
export const measures = [...countMeasures, ...ratioMeasures] as const;
export const measure = z.enum(measures);
export type Measure = z.infer<typeof measure>;

/** Cases; incidents of networks; both, where an incident that became a case is counted as the case alone. */
export const heatSources = ['cases', 'networks', 'both'] as const;
export type HeatSource = (typeof heatSources)[number];

export const heatFilter = z.object({
  /** Absent: cases. */
  source: z.enum(heatSources).optional(),
  /** Local days, both included. */
  from: isoDate,
  to: isoDate,
  channel: channel.optional(),
  /** A code, or `none` for cases whose topic is not known yet. */
  block: z.string().max(40).optional(),
  /** A district with its parts; `none` = without a district, `<id>.none` = in the district but in none of its parts. */
  districtId: z.string().max(60).optional(),
  /** An outline on the map: cases of the hexagons (0,1 km²) whose middle lies in it. */
  area: area.optional(),
  measure: measure.default('open'),
});
export type HeatFilter = z.input<typeof heatFilter>;

/**
 * A number of the matrix and the former one: of the period as long before it, of a stock at that period's end; null = no data. Of a ratio
 * they are its part, and `whole` and `wholeBefore` what it is of; null = not known, as residents of «без места».
 */
export const heatCell = z.object({
  count: z.number(),
  /** Of `count`, and of `whole`, the incidents of networks; only where cases are counted beside them. */
  networks: z.number().optional(),
  wholeNetworks: z.number().optional(),
  before: z.number().nullable(),
  whole: z.number().nullable().optional(),
  wholeBefore: z.number().nullable().optional(),
});
export type HeatCell = z.infer<typeof heatCell>;

export const heatRow = z.object({
  /** District id, or null for «без места». */
  districtId: z.string().nullable(),
  title: z.string(),
  /** 0 — district with sub-districts (a subtotal), 1 — its part, or a row without parts. */
  level: z.number(),
  /** By block code; blocks without messages are absent. «none» = topic not yet known. */
  cells: z.record(z.string(), heatCell),
  total: heatCell,
});
export type HeatRow = z.infer<typeof heatRow>;

export const getMatrix = defineRoute({
  id: 'heatmap.get-matrix',
  method: 'GET',
  path: '/api/heatmap/matrix',
  access: { permission: 'heatmap.read' },
  summary: 'Матрица: территория × блок',
  query: heatFilter,
  reply: z.object({
    rows: z.array(heatRow),
    total: heatRow,
    /** What `before` is of. */
    beforePeriod: z.object({ from: z.string(), to: z.string() }),
    from: z.string(),
    to: z.string(),
    /** Whose count of residents it is, for a measure that is of them. */
    residentsSource: z.string().optional(),
    asOf: z.string(),
  }),
});

export const hexagon = z.object({ cell: z.string(), count: z.number(), overdue: z.number() });

export const listHexagons = defineRoute({
  id: 'heatmap.list-hexagons',
  method: 'GET',
  path: '/api/heatmap/hexagons',
  access: { permission: 'heatmap.read' },
  summary: 'Гексагоны карты: число в каждой ячейке',
  query: heatFilter.extend({ resolution: z.coerce.number().int().min(7).max(9).default(9) }),
  reply: z.object({ hexagons: z.array(hexagon), withoutPlace: z.number(), total: z.number() }),
});

/** What the map has to know before its tiles: how much there is, where, and the greatest number of a hexagon. */
export const getMapSummary = defineRoute({
  id: 'heatmap.get-map-summary',
  method: 'GET',
  path: '/api/heatmap/map-summary',
  access: { permission: 'heatmap.read' },
  summary: 'Карта: сколько сообщений, где они и какое число наибольшее',
  query: heatFilter,
  reply: z.object({
    total: z.number(),
    withoutPlace: z.number(),
    /** Greatest number of a hexagon of 0,1 km² and of one of 0,7 km². */
    greatest: z.object({ fine: z.number(), coarse: z.number() }),
    /** West, south, east, north of nearly all of them: the farthest fortieth at each side is left out. */
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  }),
});

const part = z.coerce.number().int().min(0);

/** Farther out hexagons of 0,7 km² are drawn, nearer those of 0,1 km². */
export const FINE_FROM_ZOOM = 11;

export const getVectorTile = defineRoute({
  id: 'heatmap.get-vector-tile',
  method: 'GET',
  path: '/api/heatmap/vector/:z/:x/:y',
  access: { permission: 'heatmap.read' },
  summary: 'Векторная плитка карты (MVT): слои hexagons, centres, clusters; без слов и адресов',
  params: z.object({ z: part.max(18), x: part.max(2 ** 18), y: part.max(2 ** 18) }),
  query: heatFilter,
  download: true,
  reply: z.unknown(),
});

export const heatPoint = z.object({
  /** Of an incident, which opens by its id; absent of a case, which opens by its number. */
  incidentId: z.string().optional(),
  number: z.string(),
  title: z.string(),
  block: z.string().nullable(),
  shape: mapShape,
  lat: z.number(),
  lon: z.number(),
  address: z.string().nullable(),
});
export type HeatPoint = z.infer<typeof heatPoint>;

export const listHeatPoints = defineRoute({
  id: 'heatmap.list-points',
  method: 'GET',
  path: '/api/heatmap/points',
  access: { permission: 'heatmap.read' },
  summary: 'Точки карты, последние 2000 в рамке',
  query: heatFilter.extend({ bbox: frame.optional() }),
  reply: z.object({ points: z.array(heatPoint), shown: z.number(), total: z.number() }),
});

export const listHotspots = defineRoute({
  id: 'heatmap.list-hotspots',
  method: 'GET',
  path: '/api/heatmap/hotspots',
  access: { permission: 'heatmap.read' },
  summary: 'Очаги: пять мест с наибольшим числом сообщений',
  query: heatFilter,
  reply: z.object({
    hotspots: z.array(
      z.object({
        cell: z.string(),
        title: z.string(),
        count: z.number(),
        /** Of them incidents of networks; only where cases are counted beside them. */
        networks: z.number().optional(),
        /** Of a stock, late at its moment; null of what happened in a period. */
        overdue: z.number().nullable(),
        /** Of what is open now, due before the day is over; null of any other moment. */
        dueToday: z.number().nullable(),
        blocks: z.array(z.string()),
        lat: z.number(),
        lon: z.number(),
      }),
    ),
  }),
});

export const listWeeks = defineRoute({
  id: 'heatmap.list-weeks',
  method: 'GET',
  path: '/api/heatmap/weeks',
  access: { permission: 'heatmap.read' },
  summary: 'Показатель по неделям: тринадцать недель до конца периода; остаток — на конец каждой',
  query: heatFilter,
  reply: z.object({
    /** `count` null = nothing is known of that week; of a ratio it is the part and `whole` what it is of. */
    weeks: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        number: z.number(),
        count: z.number().nullable(),
        whole: z.number().nullable().optional(),
      }),
    ),
  }),
});

export const listStockStatuses = defineRoute({
  id: 'heatmap.list-stock-statuses',
  method: 'GET',
  path: '/api/heatmap/statuses',
  access: { permission: 'heatmap.read' },
  summary: 'В каком состоянии было открытое на конец периода; при показателе «просрочено» — из просроченного',
  query: heatFilter,
  reply: z.object({
    /** In the order a case goes through them; states nothing was in are left out. */
    statuses: z.array(z.object({ status: z.string(), title: z.string(), count: z.number() })),
    total: z.number(),
  }),
});

export const freezeMatrix = defineRoute({
  id: 'heatmap.freeze-matrix',
  method: 'POST',
  path: '/api/heatmap/matrix/snapshots',
  access: { permission: 'heatmap.export' },
  summary: 'Заморозить матрицу с отбором: снимок, из которого делаются файлы',
  body: heatFilter,
  reply: z.object({ number: z.string() }),
});
