import { z } from 'zod';
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
