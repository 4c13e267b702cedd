import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText, placeInput } from '../messages/cases.ts';
import { saidInstant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { dismissReasons, importances, incidentCard } from './incidents.ts';

/** What people do with incidents, the answers aside. */

const sort = { permission: 'incidents.sort' } as const;
const answer = { permission: 'incidents.answer' } as const;

const seen = { version: z.number().int() };

export const sortIncident = defineRoute({
  id: 'incidents.sort-incident',
  method: 'POST',
  path: '/api/incidents/:id/sort',
  access: sort,
  summary: 'Разобрать: тема, место, важность, кому отвечать',
  params: idParams,
  body: z.object({
    ...seen,
    factId: z.string().max(100),
    place: placeInput.nullable(),
    importance: z.enum(importances),
    /** Null = it stays with whoever sorted it. */
    unitId: z.uuid().nullable(),
  }),
  reply: incidentCard,
});

export const dismissIncident = defineRoute({
  id: 'incidents.dismiss-incident',
  method: 'POST',
  path: '/api/incidents/:id/dismiss',
  access: sort,
  summary: 'Отклонить: причина остаётся, слова мнения уходят по сроку',
  params: idParams,
  body: z.object({ ...seen, reason: z.enum(dismissReasons), note: personText(300).default('') }),
  reply: incidentCard,
});

export const restoreIncident = defineRoute({
  id: 'incidents.restore-incident',
  method: 'POST',
  path: '/api/incidents/:id/restore',
  access: sort,
  summary: 'Вернуть отклонённый или закрытый',
  params: idParams,
  body: z.object(seen),
  reply: incidentCard,
});

export const mergeIncident = defineRoute({
  id: 'incidents.merge-incident',
  method: 'POST',
  path: '/api/incidents/:id/merge',
  access: sort,
  summary: 'Слить с другим: записи переходят в него, разделить можно всегда',
  params: idParams,
  body: z.object({ ...seen, intoId: z.uuid() }),
  reply: incidentCard,
});

export const splitIncident = defineRoute({
  id: 'incidents.split-incident',
  method: 'POST',
  path: '/api/incidents/:id/split',
  access: sort,
  summary: 'Разделить: названные записи — отдельный инцидент',
  params: idParams,
  body: z.object({ ...seen, postIds: z.array(z.uuid()).min(1, 'Отметьте записи').max(200) }),
  reply: z.object({ kept: incidentCard, apart: incidentCard }),
});

export const takeIncident = defineRoute({
  id: 'incidents.take-incident',
  method: 'POST',
  path: '/api/incidents/:id/take',
  access: answer,
  summary: 'Принять в работу',
  params: idParams,
  body: z.object(seen),
  reply: incidentCard,
});

export const refuseIncident = defineRoute({
  id: 'incidents.refuse-incident',
  method: 'POST',
  path: '/api/incidents/:id/refuse',
  access: answer,
  summary: 'Вернуть: не наше, с основанием',
  params: idParams,
  body: z.object({ ...seen, ground: personText(500).min(3, 'Напишите, почему и чьё это') }),
  reply: incidentCard,
});

export const convertIncident = defineRoute({
  id: 'incidents.convert-incident',
  method: 'POST',
  path: '/api/incidents/:id/convert',
  access: sort,
  summary: 'Сделать дело: слова, ссылка и доказательство переходят в него; срок 59-ФЗ не начинается',
  params: idParams,
  body: z.object(seen),
  reply: incidentCard,
});

export const closeIncident = defineRoute({
  id: 'incidents.close-incident',
  method: 'POST',
  path: '/api/incidents/:id/close',
  access: answer,
  summary: 'Закрыть: что вышло',
  params: idParams,
  body: z.object({ ...seen, reason: personText(500).min(3, 'Напишите, что вышло') }),
  reply: incidentCard,
});

export const pasteIncident = defineRoute({
  id: 'incidents.paste',
  method: 'POST',
  path: '/api/incidents/paste',
  access: sort,
  summary: 'Завести по ссылке, увиденной в сети: слова, автор, время — как видит их сотрудник',
  body: z.object({
    url: z.url({ protocol: /^https?$/, error: 'Вставьте ссылку целиком: https://…' }).max(1000),
    text: personText(20_000).min(2, 'Перенесите слова записи'),
    authorName: personText(150),
    postedAt: saidInstant,
  }),
  reply: z.object({
    incident: incidentCard,
    /** The same link is known already: this is its incident. */
    isKnown: z.boolean(),
  }),
});
