import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { defineRoute } from '../route.ts';
import { agendaSource } from './working-group-items.ts';
import { meetingCard } from './working-group-meetings.ts';

/** The agenda of a meeting before it opens: a tree of items, what the data propose for it. */

const seen = { version: z.number().int() };
const line = (limit: number) => z.string().trim().max(limit, `Не длиннее ${limit} знаков`);

const proposal = z.object({
  source: agendaSource,
  sourceId: z.string(),
  title: z.string(),
  note: z.string(),
  isTaken: z.boolean(),
});
export type AgendaProposal = z.infer<typeof proposal>;

export const listProposals = defineRoute({
  id: 'working-group.list-proposals',
  method: 'GET',
  path: '/api/working-group/meetings/:id/proposals',
  access: { permission: 'working-group.keep' },
  summary: 'Вопросы, которые предлагают данные: просрочки, массовые проблемы, обещания, всплески',
  params: idParams,
  reply: z.object({ proposals: z.array(proposal) }),
});

export const takeProposals = defineRoute({
  id: 'working-group.take-proposals',
  method: 'POST',
  path: '/api/working-group/meetings/:id/proposals',
  access: { permission: 'working-group.keep' },
  summary: 'Взять предложенные вопросы в повестку',
  params: idParams,
  body: z.object({
    ...seen,
    picks: z
      .array(z.object({ source: agendaSource, sourceId: z.string().max(80) }))
      .min(1)
      .max(50),
  }),
  reply: meetingCard,
});

const itemFields = {
  title: line(500).min(3, 'Напишите вопрос'),
  speakerId: id.nullable().default(null),
  minutes: z
    .number()
    .int()
    .min(1, 'От одной минуты')
    .max(300, 'Не больше пяти часов')
    .nullable()
    .default(null),
};

export const addItem = defineRoute({
  id: 'working-group.add-item',
  method: 'POST',
  path: '/api/working-group/meetings/:id/items',
  access: { permission: 'working-group.keep' },
  summary: 'Добавить вопрос в повестку',
  params: idParams,
  body: z.object({ ...seen, parentId: id.nullable().default(null), ...itemFields }),
  reply: meetingCard,
});

const itemParams = z.object({ id, itemId: id });

export const changeItem = defineRoute({
  id: 'working-group.change-item',
  method: 'PATCH',
  path: '/api/working-group/meetings/:id/items/:itemId',
  access: { permission: 'working-group.keep' },
  summary: 'Изменить вопрос повестки',
  params: itemParams,
  body: z.object({ ...seen, ...itemFields }),
  reply: meetingCard,
});

export const moveItem = defineRoute({
  id: 'working-group.move-item',
  method: 'POST',
  path: '/api/working-group/meetings/:id/items/:itemId/move',
  access: { permission: 'working-group.keep' },
  summary: 'Переставить вопрос: выше, ниже, внутрь предыдущего, на уровень выше',
  params: itemParams,
  body: z.object({ ...seen, to: z.enum(['up', 'down', 'in', 'out']) }),
  reply: meetingCard,
});

export const removeItem = defineRoute({
  id: 'working-group.remove-item',
  method: 'DELETE',
  path: '/api/working-group/meetings/:id/items/:itemId',
  access: { permission: 'working-group.keep' },
  summary: 'Снять вопрос с повестки',
  params: itemParams,
  query: z.object({ version: z.coerce.number().int() }),
  reply: meetingCard,
});
