import { z } from 'zod';
import { movingPeriods } from '../../text/periods.ts';
import { done, id, idParams } from '../base/person-fields.ts';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { heatFilter } from './heatmap.ts';
import { pivotTableQuery } from './heatmap-pivot.ts';

/** Saved views of the heat map: a question under a name, shared and sent by a schedule. No number is kept in one. */

const days = { from: true, to: true } as const;

/** What a view asks, without its days. */
export const viewContent = z.discriminatedUnion('screen', [
  z.object({ screen: z.literal('pivot'), query: pivotTableQuery.omit(days) }),
  z.object({ screen: z.enum(['matrix', 'map', 'table']), query: heatFilter.omit(days) }),
]);
export type ViewContent = z.output<typeof viewContent>;

/** Days that move on with the day of asking, or the same days for ever. */
export const viewPeriod = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(movingPeriods) }),
  z.object({ kind: z.literal('days'), from: isoDate, to: isoDate }),
]);
export type ViewPeriod = z.infer<typeof viewPeriod>;

export const rhythms = ['daily', 'weekly', 'monthly'] as const;
export const viewFiles = ['none', 'xlsx', 'pdf'] as const;

export const viewSchedule = z.object({
  rhythm: z.enum(rhythms),
  /** Of a weekly letter, 0 for Monday. */
  weekday: z.number().int().min(0).max(6).default(0),
  /** Of a monthly letter; in a shorter month its last day. */
  monthDay: z.number().int().min(1).max(31).default(1),
  /** Local hour. */
  hour: z.number().int().min(0).max(23),
  /** A letter of a day off comes on the working day after it. */
  workdaysOnly: z.boolean(),
  file: z.enum(viewFiles),
});
export type ViewSchedule = z.output<typeof viewSchedule>;

const subscription = viewSchedule.extend({
  /** When the next letter is due; null = paused. */
  nextAt: z.string().nullable(),
  /** What became of the last one. `waiting` is tried again; a letter the mail could not deliver is `failed`. */
  last: z
    .object({
      plannedAt: z.string(),
      state: z.enum(['written', 'waiting', 'failed']),
      reason: z.string(),
      snapshot: z.string().nullable(),
    })
    .nullable(),
});
export type ViewSubscription = z.infer<typeof subscription>;

const viewTitle = z.string().trim().min(1, 'Назовите вид').max(100, 'Не длиннее 100 знаков');

export const heatView = z.object({
  id: z.string(),
  title: z.string(),
  screen: z.enum(['pivot', 'matrix', 'map', 'table']),
  /** What it asks, in words: name and value of each filter. */
  told: z.array(z.tuple([z.string(), z.string()])),
  period: viewPeriod,
  /** The screen with the days of today. */
  href: z.string(),
  ownerName: z.string(),
  isMine: z.boolean(),
  /** Who else finds it; null = it is not mine to tell. */
  sharing: z
    .object({
      roles: z.array(z.string()),
      unitIds: z.array(z.string()),
      /** Address for a colleague; null = it is not given out. */
      link: z.string().nullable(),
    })
    .nullable(),
  subscription: subscription.nullable(),
});
export type HeatView = z.infer<typeof heatView>;

export const listHeatViews = defineRoute({
  id: 'heat-views.list-views',
  method: 'GET',
  path: '/api/heat-views',
  access: { permission: 'heatmap.read' },
  summary: 'Сохранённые виды тепловой карты: свои и те, которыми поделились',
  reply: z.object({ views: z.array(heatView) }),
});

export const saveHeatView = defineRoute({
  id: 'heat-views.save-view',
  method: 'POST',
  path: '/api/heat-views',
  access: { permission: 'heatmap.read' },
  summary: 'Сохранить вид тепловой карты под названием',
  body: z.object({ title: viewTitle, content: viewContent, period: viewPeriod }),
  reply: heatView,
});

export const renameHeatView = defineRoute({
  id: 'heat-views.rename-view',
  method: 'POST',
  path: '/api/heat-views/:id/title',
  access: { permission: 'heatmap.read' },
  summary: 'Переименовать свой вид',
  params: idParams,
  body: z.object({ title: viewTitle }),
  reply: heatView,
});

export const shareHeatView = defineRoute({
  id: 'heat-views.share-view',
  method: 'POST',
  path: '/api/heat-views/:id/sharing',
  access: { permission: 'heatmap.read' },
  summary: 'Кому ещё открыт свой вид: роли, подразделения, по ссылке',
  params: idParams,
  body: z.object({
    roles: z.array(z.string().max(40)).max(30),
    unitIds: z.array(id).max(100),
    byLink: z.boolean(),
  }),
  reply: heatView,
});

export const deleteHeatView = defineRoute({
  id: 'heat-views.delete-view',
  method: 'DELETE',
  path: '/api/heat-views/:id',
  access: { permission: 'heatmap.read' },
  summary: 'Удалить свой вид; месяц его можно вернуть',
  params: idParams,
  reply: done,
});

export const restoreHeatView = defineRoute({
  id: 'heat-views.restore-view',
  method: 'POST',
  path: '/api/heat-views/:id/restore',
  access: { permission: 'heatmap.read' },
  summary: 'Вернуть удалённый вид',
  params: idParams,
  body: z.object({}),
  reply: heatView,
});

export const openHeatView = defineRoute({
  id: 'heat-views.open-view',
  method: 'GET',
  path: '/api/heat-views/by-link/:key',
  access: { permission: 'heatmap.read' },
  summary: 'Вид по ссылке, которую дал коллега',
  params: z.object({ key: z.string().max(100) }),
  reply: z.object({ title: z.string(), href: z.string(), ownerName: z.string() }),
});

export const subscribeToView = defineRoute({
  id: 'heat-views.subscribe',
  method: 'POST',
  path: '/api/heat-views/:id/subscription',
  access: { permission: 'heatmap.export' },
  summary: 'Получать вид письмом по расписанию',
  params: idParams,
  body: viewSchedule,
  reply: heatView,
});

export const pauseSubscription = defineRoute({
  id: 'heat-views.pause-subscription',
  method: 'POST',
  path: '/api/heat-views/:id/subscription/pause',
  access: { permission: 'heatmap.read' },
  summary: 'Приостановить свои письма или возобновить',
  params: idParams,
  body: z.object({ isPaused: z.boolean() }),
  reply: heatView,
});

export const unsubscribeFromView = defineRoute({
  id: 'heat-views.unsubscribe',
  method: 'DELETE',
  path: '/api/heat-views/:id/subscription',
  access: { permission: 'heatmap.read' },
  summary: 'Отписаться от писем вида',
  params: idParams,
  reply: heatView,
});

const token = z.string().min(1).max(200);
const ofLetter = z.object({
  title: z.string(),
  state: z.enum(['active', 'paused', 'gone']),
  nextAt: z.string().nullable(),
});

export const readViewLetter = defineRoute({
  id: 'heat-views.read-letter',
  method: 'GET',
  path: '/api/heat-view-letters',
  access: 'public',
  beforeOpening: true,
  summary: 'Ссылка из письма: какая это подписка и когда следующее письмо',
  query: z.object({ token }),
  reply: ofLetter,
});

export const changeViewLetter = defineRoute({
  id: 'heat-views.change-letter',
  method: 'POST',
  path: '/api/heat-view-letters',
  access: 'public',
  beforeOpening: true,
  summary: 'По ссылке из письма: приостановить, возобновить, отписаться',
  body: z.object({ token, action: z.enum(['pause', 'resume', 'stop']) }),
  reply: ofLetter,
});
