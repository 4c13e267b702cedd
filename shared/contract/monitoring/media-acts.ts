import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { interactionKinds, mediaCard } from './media.ts';

/** What passes between media and the administration: what happened, what was agreed, what is to be done. */

const keep = { permission: 'media.keep' } as const;
const address = z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1000)], 'Адрес: https://…');
const version = z.number().int();

export const addInteraction = defineRoute({
  id: 'media.add-interaction',
  method: 'POST',
  path: '/api/media/:id/interactions',
  access: keep,
  summary: 'Записать, что было: запрос, ответ, комментарий, встреча, публикация, исправление',
  params: idParams,
  body: z.object({
    version,
    kind: z.enum(interactionKinds, 'Выберите, что было'),
    on: isoDate,
    words: personText(1000).min(3, 'Напишите, что было'),
    url: address.default(''),
  }),
  reply: mediaCard,
});

export const addAgreement = defineRoute({
  id: 'media.add-agreement',
  method: 'POST',
  path: '/api/media/:id/agreements',
  access: keep,
  summary: 'Записать договорённость: о чём, с какого по какой день',
  params: idParams,
  body: z.object({
    version,
    words: personText(1000).min(3, 'Напишите, о чём договорились'),
    fromOn: isoDate,
    untilOn: isoDate,
  }),
  reply: mediaCard,
});

export const endAgreement = defineRoute({
  id: 'media.end-agreement',
  method: 'POST',
  path: '/api/media/:id/agreements/:agreement/end',
  access: keep,
  summary: 'Отметить, чем кончилась договорённость',
  params: idParams.extend({ agreement: z.uuid() }),
  body: z.object({ version, as: z.enum(['kept', 'broken', 'dropped'], 'Выберите') }),
  reply: mediaCard,
});

export const addMediaTask = defineRoute({
  id: 'media.add-task',
  method: 'POST',
  path: '/api/media/:id/tasks',
  access: keep,
  summary: 'Поставить задачу со сроком: о ней напомнят по лестнице',
  params: idParams,
  body: z.object({
    version,
    words: personText(500).min(3, 'Напишите, что сделать'),
    ownerId: z.uuid('Выберите, кто сделает'),
    dueOn: isoDate,
  }),
  reply: mediaCard,
});

export const endMediaTask = defineRoute({
  id: 'media.end-task',
  method: 'POST',
  path: '/api/media/:id/tasks/:task/end',
  access: { permission: 'media.read' },
  summary: 'Отметить задачу сделанной: тот, кому она поставлена, или кто ведёт реестр',
  params: idParams.extend({ task: z.uuid() }),
  body: z.object({ version, outcome: personText(500).default('') }),
  reply: mediaCard,
});
