import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { instant, isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Widgets for other sites of the city: what each offers, where it may stand, how often it was opened. */

/** In the order a widget offers them. */
export const widgetOffers = ['message', 'polls', 'done'] as const;
export type WidgetOffer = (typeof widgetOffers)[number];

/** `corner`: a button in the corner of the window; `place`: a button where the tag stands; `block`: the page itself there. */
export const widgetLooks = ['corner', 'place', 'block'] as const;
export type WidgetLook = (typeof widgetLooks)[number];

/** White letters are read on each of them: 4.5 to 1 or better. */
export const widgetColours = {
  malachite: '#0b5a4a',
  blue: '#1e4e79',
  bronze: '#8f4f12',
  graphite: '#333b37',
};
export type WidgetColour = keyof typeof widgetColours;
const colours = ['malachite', 'blue', 'bronze', 'graphite'] as const satisfies readonly WidgetColour[];

export const widgetActs = ['change', 'turn-on', 'turn-off'] as const;
export type WidgetAct = (typeof widgetActs)[number];

const fields = {
  title: personText(100).min(3, 'Назовите виджет: где он стоит'),
  /** Origins as a browser writes them: `https://school5.example`. */
  hosts: z
    .array(z.string().trim().max(300, 'Не длиннее 300 знаков'))
    .min(1, 'Впишите хотя бы один сайт')
    .max(20, 'Не больше двадцати сайтов'),
  offers: z.array(z.enum(widgetOffers)).min(1, 'Отметьте, что предложить').max(3),
  look: z.enum(widgetLooks),
  colour: z.enum(colours),
  /** Words of the button; '' = those of what is offered first. */
  label: personText(40).default(''),
  /** Number of the organisation in ПОС, whose own form stands beside then; '' = it does not. */
  posNumber: z
    .string()
    .trim()
    .regex(/^\d{0,12}$/u, 'Номер организации в ПОС — только цифры')
    .default(''),
};
const body = z.object(fields);
export type WidgetFields = z.infer<typeof body>;

const line = z.object({
  id: z.string(),
  title: z.string(),
  /** As people read them, Cyrillic names too. */
  hosts: z.array(z.string()),
  offers: z.array(z.enum(widgetOffers)),
  look: z.enum(widgetLooks),
  isOn: z.boolean(),
  madeBy: z.string(),
  madeAt: instant,
  /** Openings of the last thirty days. */
  opened: z.number(),
});
export type WidgetLine = z.infer<typeof line>;

const card = line.extend({
  colour: z.enum(colours),
  label: z.string(),
  posNumber: z.string(),
  version: z.number(),
  /** The tag for the site's editor. */
  tag: z.string(),
  /** What the site's own policy has to name, where it has one. */
  policy: z.string(),
  /** How often it was opened, by day and site, the latest first: counts alone. */
  openings: z.array(z.object({ day: isoDate, host: z.string(), opened: z.number() })),
  can: z.array(z.enum(widgetActs)),
});
export type WidgetCard = z.infer<typeof card>;

export const widgetStates = ['on', 'off'] as const;

const read = { permission: 'widgets.read' } as const;
const keep = { permission: 'widgets.keep' } as const;

export const listWidgets = defineRoute({
  id: 'widgets.list-widgets',
  method: 'GET',
  path: '/api/widgets',
  access: read,
  summary: 'Виджеты для сайтов города: где стоят, что предлагают, сколько раз открыты',
  query: z.object({ ...pageQuery, state: z.enum(widgetStates).optional() }),
  reply: z.object({
    widgets: z.array(line),
    next: z.string().nullable(),
    can: z.array(z.enum(['keep'])),
  }),
});

export const readWidget = defineRoute({
  id: 'widgets.read-widget',
  method: 'GET',
  path: '/api/widgets/:id',
  access: read,
  summary: 'Виджет: настройки, тег для сайта, открытия по дням и сайтам',
  params: idParams,
  reply: card,
});

export const createWidget = defineRoute({
  id: 'widgets.create-widget',
  method: 'POST',
  path: '/api/widgets',
  access: keep,
  summary: 'Сделать виджет; он выключен, пока его не включат',
  body,
  reply: card,
});

const version = z.number().int();

export const changeWidget = defineRoute({
  id: 'widgets.change-widget',
  method: 'PUT',
  path: '/api/widgets/:id',
  access: keep,
  summary: 'Изменить виджет; тег на сайтах остаётся прежним',
  params: idParams,
  body: body.extend({ version }),
  reply: card,
});

export const turnWidget = defineRoute({
  id: 'widgets.turn-widget',
  method: 'POST',
  path: '/api/widgets/:id/turn',
  access: keep,
  summary: 'Включить или выключить виджет на всех сайтах сразу',
  params: idParams,
  body: z.object({ version, isOn: z.boolean() }),
  reply: card,
});

const doneCase = z.object({
  number: z.string(),
  /** What was told of. */
  reported: z.string(),
  /** What was done. */
  title: z.string(),
  address: z.string().nullable(),
  workingDays: z.number(),
  answeredAt: instant,
});

const openWidget = z.object({
  id: z.string(),
  title: z.string(),
  hosts: z.array(z.string()),
  offers: z.array(z.enum(widgetOffers)),
  look: z.enum(widgetLooks),
  colour: z.enum(colours),
  label: z.string(),
  posNumber: z.string(),
  isOn: z.boolean(),
});
export type OpenWidget = z.infer<typeof openWidget>;

export const readOpenWidget = defineRoute({
  id: 'widgets.read-open',
  method: 'GET',
  path: '/api/open/widgets/:id',
  access: 'public',
  summary: 'Виджет, каким его видят сайты: где он может стоять и что предлагает',
  params: idParams,
  reply: openWidget,
});

export const listDone = defineRoute({
  id: 'widgets.list-done',
  method: 'GET',
  path: '/api/open/done',
  access: 'public',
  summary: '«Вы сообщили — мы сделали»: последние решённые сообщения, до двадцати',
  reply: z.object({ done: z.array(doneCase) }),
});
export type DoneCase = z.infer<typeof doneCase>;

export const noteOpening = defineRoute({
  id: 'widgets.note-opening',
  method: 'POST',
  path: '/api/open/widgets/:id/openings',
  access: 'public',
  summary: 'Счёт открытий: виджет открыли на сайте из его списка. Ни адреса, ни чего-либо о человеке',
  params: idParams,
  body: z.object({ host: z.string().max(300) }),
  reply: z.object({ isCounted: z.boolean() }),
});
