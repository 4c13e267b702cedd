import { z } from 'zod';
import { id, idParams, line } from '../base/person-fields.ts';
import { defineRoute } from '../route.ts';

/** How hot a cell is, and cards of red zones: opened by a rule, closed by the data alone. */

export const heatTermIds = ['volume', 'growth', 'overdue', 'repeat', 'low', 'important', 'reach'] as const;
export type HeatTermId = (typeof heatTermIds)[number];

export const heatZones = ['few', 'green', 'yellow', 'orange', 'red'] as const;
export const heatZone = z.enum(heatZones);
export type HeatZone = (typeof heatZones)[number];

const term = z.object({
  id: z.enum(heatTermIds),
  title: z.string(),
  weight: z.number(),
  /** What was measured, and of it the share of a full term; null = no data, the others share its weight. */
  measured: z.number().nullable(),
  share: z.number().nullable(),
  /** How much of the score it gives. */
  points: z.number(),
});
export type HeatTerm = z.infer<typeof term>;

export const heatTriggers = ['on-object', 'danger', 'beyond-term'] as const;
const trigger = z.object({ kind: z.enum(heatTriggers), count: z.number() });
export type HeatTrigger = z.infer<typeof trigger>;

export const heatScore = z.object({
  /** 0–100; null = too few messages to say. */
  score: z.number().nullable(),
  /** The colour of the score by itself. */
  band: heatZone,
  /** Red where a trigger makes it so, whatever the score. */
  zone: heatZone,
  /** Messages of the window. */
  count: z.number(),
  terms: z.array(term),
  triggers: z.array(trigger),
});
export type HeatScore = z.infer<typeof heatScore>;

/** From the largest; a smaller one lies in a larger, a hexagon by its middle. */
export const placeKinds = ['district', 'subarea', 'hexagon'] as const;
export type PlaceKind = (typeof placeKinds)[number];
const zonePlace = z.object({
  kind: z.enum(placeKinds),
  /** The id of a district or of a part of one, or an H3 cell. */
  key: z.string(),
});
export type ZonePlace = z.infer<typeof zonePlace>;

const cell = {
  place: zonePlace,
  /** The place as people call it: «Трубный, Синарский район». */
  title: z.string(),
  block: z.string(),
};

export const listScores = defineRoute({
  id: 'zones.list-scores',
  method: 'GET',
  path: '/api/zones/scores',
  access: { permission: 'heatmap.read' },
  summary: 'Балл накала ячеек «место × блок» или «место × тема» с его слагаемыми',
  query: z.object({
    by: z.enum(['block', 'fact']).default('block'),
    place: z.enum(placeKinds).default('district'),
  }),
  reply: z.object({
    cells: z.array(heatScore.extend({ ...cell, factId: z.string().nullable(), fact: z.string().nullable() })),
    asOf: z.string(),
    ruleVersion: z.string(),
  }),
});

export const zoneStates = ['open', 'working', 'claimed', 'closed'] as const;
export type ZoneState = (typeof zoneStates)[number];

export const zoneRow = z.object({
  id: z.string(),
  ...cell,
  state: z.enum(zoneStates),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  /** At the opening, and by the last count. */
  openedScore: z.number().nullable(),
  score: z.number().nullable(),
  band: heatZone,
  zone: heatZone,
  reason: z.string(),
  ownerName: z.string().nullable(),
  exitOn: z.string().nullable(),
  /** Cases whose term runs: as many as `list` with this block and «открытые» has. */
  openCases: z.number(),
  /** The filter of the case list by this place. */
  list: z.record(z.string(), z.string()),
});
export type ZoneRow = z.infer<typeof zoneRow>;

export const listZones = defineRoute({
  id: 'zones.list-zones',
  method: 'GET',
  path: '/api/zones',
  access: { permission: 'heatmap.read' },
  summary: 'Красные зоны: открытые или закрытые данными',
  query: z.object({ state: z.enum(['open', 'closed']).default('open') }),
  reply: z.object({ zones: z.array(zoneRow), countedOn: z.string().nullable() }),
});

export const zoneCard = zoneRow.extend({
  version: z.number(),
  ownerId: z.string().nullable(),
  cause: z.string(),
  plan: z.string(),
  claimedOn: z.string().nullable(),
  current: heatScore.nullable(),
  /** Days counted since eight weeks before the opening, the oldest first. */
  series: z.array(z.object({ day: z.string(), score: z.number().nullable(), zone: heatZone })),
  /** Versions of the method that began within these days. */
  methods: z.array(z.object({ from: z.string(), version: z.string() })),
  /** Running zones of the same block that have cases of this one, the larger first; a hexagon may lie across the border of two. */
  shares: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** Of a larger kind of place than this one. */
      isLarger: z.boolean(),
      /** Open cases in both. */
      openCases: z.number(),
    }),
  ),
  proofs: z.array(z.object({ fileId: z.string(), title: z.string(), by: z.string(), at: z.string() })),
  history: z.array(z.object({ at: z.string(), by: z.string(), text: z.string() })),
  /** The rule of the way out: below so much for so many days; how many there are by now. */
  exit: z.object({ below: z.number(), days: z.number(), passed: z.number() }),
  may: z.object({ own: z.boolean(), work: z.boolean() }),
});
export type ZoneCard = z.infer<typeof zoneCard>;

export const getZone = defineRoute({
  id: 'zones.get-zone',
  method: 'GET',
  path: '/api/zones/:id',
  access: { permission: 'heatmap.read' },
  summary: 'Карточка красной зоны',
  params: idParams,
  reply: zoneCard,
});

export const countZones = defineRoute({
  id: 'zones.count-zones',
  method: 'POST',
  path: '/api/zones/count',
  access: { permission: 'zones.manage' },
  summary: 'Пересчитать накал сейчас: открыть красные зоны, закрыть остывшие',
  body: z.object({}),
  reply: z.object({ opened: z.number(), closed: z.number() }),
});

const seen = { version: z.number().int() };

export const setZoneOwner = defineRoute({
  id: 'zones.set-owner',
  method: 'POST',
  path: '/api/zones/:id/owner',
  access: { permission: 'zones.manage' },
  summary: 'Назначить владельца красной зоны',
  params: idParams,
  body: z.object({ ...seen, ownerId: id }),
  reply: zoneCard,
});

export const planZone = defineRoute({
  id: 'zones.plan-zone',
  method: 'POST',
  path: '/api/zones/:id/plan',
  access: { permission: 'heatmap.read' },
  summary: 'Причина, план и срок выхода: владелец или руководство центра',
  params: idParams,
  body: z.object({
    ...seen,
    cause: z.string().trim().min(5, 'Напишите причину').max(2000),
    plan: z.string().trim().min(5, 'Напишите, что будет сделано').max(4000),
    exitOn: z.iso.date('Укажите день'),
  }),
  reply: zoneCard,
});

export const claimExit = defineRoute({
  id: 'zones.claim-exit',
  method: 'POST',
  path: '/api/zones/:id/claim',
  access: { permission: 'heatmap.read' },
  summary: 'Заявить выход из красной зоны: закроют её данные',
  params: idParams,
  body: z.object({ ...seen, words: z.string().trim().min(5, 'Напишите, что сделано').max(2000) }),
  reply: zoneCard,
});

export const noteZone = defineRoute({
  id: 'zones.note-zone',
  method: 'POST',
  path: '/api/zones/:id/notes',
  access: { permission: 'heatmap.read' },
  summary: 'Заметка к красной зоне',
  params: idParams,
  body: z.object({ words: z.string().trim().min(2, 'Напишите заметку').max(2000) }),
  reply: zoneCard,
});

export const proveZone = defineRoute({
  id: 'zones.prove-zone',
  method: 'POST',
  path: '/api/zones/:id/proofs',
  access: { permission: 'heatmap.read' },
  summary: 'Приложить доказательство: снимок или бумагу',
  params: idParams,
  body: z.object({ ...seen, fileId: id, token: z.string().max(200), title: line.min(2, 'Назовите файл') }),
  reply: zoneCard,
});
