import { z } from 'zod';
import { id } from '../base/person-fields.ts';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { assignmentCard, assignmentState, linkKind } from './assignments.ts';

/** «Дать поручение» where the trouble is seen: from the head's sheet, a burst of messages, a red zone, a conflict. */

/** What the form of an order begins with. */
export const orderDraft = z.object({
  text: z.string(),
  expectedResult: z.string(),
  dueOn: isoDate,
  responsible: z.object({ id: z.string(), name: z.string() }).nullable(),
  link: z.object({ kind: linkKind, targetId: z.string() }).nullable(),
});
export type OrderDraft = z.infer<typeof orderDraft>;

export const giveOrder = defineRoute({
  id: 'head-reports.give-order',
  method: 'POST',
  path: '/api/head/orders',
  access: { permission: 'assignments.order' },
  summary: 'Дать поручение со сводки, по всплеску, красной зоне или конфликту: сразу на контроле',
  body: z.object({
    text: z.string().trim().min(5, 'Что сделать?').max(2000),
    responsibleId: id,
    dueOn: isoDate,
    expectedResult: z.string().trim().max(500),
    link: z.object({ kind: linkKind, targetId: z.uuid() }).nullable(),
  }),
  reply: assignmentCard,
});

export const warningKinds = ['burst', 'zone', 'conflict'] as const;
export type WarningKind = (typeof warningKinds)[number];

const givenOrder = z.object({
  /** The card of the assignment; null where the reader may not open it. */
  id: z.string().nullable(),
  number: z.string(),
  responsible: z.string(),
  state: assignmentState,
  dueOn: isoDate,
  isLate: z.boolean(),
});
export type GivenOrder = z.infer<typeof givenOrder>;

const warningOrders = z.object({
  /** The burst, the zone or the conflict. */
  id: z.string(),
  title: z.string(),
  /** Null where the reader may give none or the warning is over. */
  draft: orderDraft.nullable(),
  /** The newest first. */
  given: z.array(givenOrder),
});
export type WarningOrders = z.infer<typeof warningOrders>;

export const listOrders = defineRoute({
  id: 'head-reports.list-orders',
  method: 'GET',
  path: '/api/orders',
  access: { permission: 'assignments.take-part' },
  summary: 'Поручения по всплескам, красным зонам и конфликтам: какие даны и с чего начать новое',
  /** One warning by its id, whatever its state; else those that run. */
  query: z.object({ kind: z.enum(warningKinds), id: z.uuid().optional() }),
  reply: z.object({ orders: z.array(warningOrders) }),
});
