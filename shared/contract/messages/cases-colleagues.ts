import { z } from 'zod';
import { done } from '../base/person-fields.ts';
import { defineRoute } from '../route.ts';
import { byId } from './cases-card.ts';

/** What colleagues tell one another on a case: who is writing its answer, who is called to a note. */

export const sayWriting = defineRoute({
  id: 'cases.say-writing',
  method: 'POST',
  path: '/api/cases/:id/writing',
  access: { permission: 'cases.read' },
  summary: 'Сказать коллегам, что ответ пишется, или что больше не пишется',
  params: byId,
  body: z.object({ isWriting: z.boolean() }),
  reply: done,
});

export const listColleagues = defineRoute({
  id: 'cases.list-colleagues',
  method: 'GET',
  path: '/api/cases/:id/colleagues',
  access: { permission: 'cases.read' },
  summary: 'Коллеги, которым это дело открывается, по имени',
  params: byId,
  query: z.object({ search: z.string().trim().max(100).default('') }),
  reply: z.object({
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        /** Position and unit: two may bear one name. */
        about: z.string(),
      }),
    ),
  }),
});
