import { z } from 'zod';
import { refusedRow } from '../base/list-rows.ts';
import { done } from '../base/person-fields.ts';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Who gets a message: topic × district × importance × time of arrival → unit or person. */

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Время вида 18:00');

export const routingInput = z.object({
  priority: z.number().int().min(1).max(999),
  factId: z.string().max(160).nullable(),
  block: z.string().max(60).nullable(),
  districtId: z.string().max(120).nullable(),
  importance: z.enum(['normal', 'high']).nullable(),
  weekdays: z.array(z.number().int().min(1).max(7)).max(7),
  fromTime: clock.nullable(),
  toTime: clock.nullable(),
  unitId: z.uuid('Выберите подразделение'),
  personId: z.uuid().nullable(),
  validFrom: isoDate,
  validTo: isoDate.nullable(),
  note: z.string().trim().max(300),
});
export type RoutingInput = z.infer<typeof routingInput>;

export const routingRule = routingInput.extend({
  id: z.uuid(),
  isOn: z.boolean(),
  unit: z.string(),
  person: z.string().nullable(),
  authorName: z.string(),
});
export type RoutingRule = z.infer<typeof routingRule>;

export const listRoutingRules = defineRoute({
  id: 'cases.list-routing-rules',
  method: 'GET',
  path: '/api/routing',
  access: { permission: 'taxonomy.manage' },
  summary: 'Маршруты: кому уходит сообщение',
  reply: z.object({ rules: z.array(routingRule) }),
});

export const saveRoutingRule = defineRoute({
  id: 'cases.save-routing-rule',
  method: 'POST',
  path: '/api/routing',
  access: { permission: 'taxonomy.manage' },
  summary: 'Записать маршрут выключенным: новый или вместо прежнего (id)',
  body: routingInput.extend({ id: z.uuid().optional() }),
  reply: z.object({ rule: routingRule }),
});

export const switchRoutingRule = defineRoute({
  id: 'cases.switch-routing-rule',
  method: 'POST',
  path: '/api/routing/:id/switch',
  access: { permission: 'taxonomy.manage' },
  summary: 'Включить или выключить маршрут',
  params: z.object({ id: z.uuid() }),
  body: z.object({ isOn: z.boolean() }),
  reply: done,
});

export const tryRoutingRule = defineRoute({
  id: 'cases.try-routing-rule',
  method: 'POST',
  path: '/api/routing/trial',
  access: { permission: 'taxonomy.manage' },
  summary: 'Проба на делах прошлого месяца: у кого сменился бы исполнитель',
  readOnly: true,
  body: routingInput.extend({ id: z.uuid().optional() }),
  reply: z.object({
    /** Cases of the last 30 days that were looked at. */
    looked: z.number(),
    /** How many the rule covers, and how many of them would have gone to another. */
    covered: z.number(),
    changed: z.number(),
    /** «из «…» в «…»: 12», the most first. */
    moves: z.array(z.object({ from: z.string(), to: z.string(), count: z.number() })),
    /** Numbers of some of those that would have changed. */
    samples: z.array(z.string()),
    words: z.string(),
  }),
});

/** Which company manages which house, from a spreadsheet: looked at first, then put in force in place of the list before. */
export const importHouseKeepers = defineRoute({
  id: 'cases.import-house-keepers',
  method: 'POST',
  path: '/api/routing/houses/import',
  access: { permission: 'taxonomy.manage' },
  summary: 'Дома и управляющие компании списком: проверить таблицу, а с write=yes ввести её в действие',
  query: z.object({ write: z.enum(['yes']).optional() }),
  upload: true,
  reply: z.object({
    isWritten: z.boolean(),
    rows: z.number(),
    houses: z.number(),
    /** Houses of the city the list does not name. */
    left: z.number(),
    /** Companies with how many houses each has, those with the most first. */
    companies: z.array(z.object({ title: z.string(), houses: z.number(), isNew: z.boolean() })),
    /** Topics of managing companies that go by a route: the list changes nothing for them. */
    routed: z.array(z.string()),
    refusedCount: z.number(),
    /** The first of them. */
    refused: z.array(refusedRow),
    /** Houses of the list it takes the place of. */
    former: z.number(),
  }),
});

export const getHouseLists = defineRoute({
  id: 'cases.get-house-lists',
  method: 'GET',
  path: '/api/routing/houses',
  access: { permission: 'taxonomy.manage' },
  summary: 'Списки домов и управляющих компаний: действует первый; пусто — список не загружали',
  reply: z.object({
    lists: z.array(
      z.object({
        id: z.string(),
        isCurrent: z.boolean(),
        houses: z.number(),
        companies: z.number(),
        loadedAt: z.string(),
        loadedBy: z.string(),
      }),
    ),
  }),
});

export const returnHouseList = defineRoute({
  id: 'cases.return-house-list',
  method: 'POST',
  path: '/api/routing/houses/return',
  access: { permission: 'taxonomy.manage' },
  summary: 'Вернуть прежний список домов и управляющих компаний; после первого — никакого',
  reply: z.object({}),
});
