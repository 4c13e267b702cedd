import { z } from 'zod';
import { regime, sign } from '../base/regimes.ts';
import { saidInstant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { fileRef, personText, place, placeInput, suggestedFact } from './cases.ts';
import { byId, caseCard, seen } from './cases-card.ts';

/** What staff change in a case besides triage and answers, and registration of what came by voice or paper. */

export const askResident = defineRoute({
  id: 'cases.ask-resident',
  method: 'POST',
  path: '/api/cases/:id/question',
  access: { permission: 'cases.read' },
  summary: 'Спросить жителя',
  params: byId,
  body: z.object({ ...seen, text: personText(2000).min(1, 'Напишите вопрос') }),
  reply: caseCard,
});

export const changeCase = defineRoute({
  id: 'cases.change-case',
  method: 'PATCH',
  path: '/api/cases/:id',
  access: { permission: 'cases.triage' },
  summary: 'Исправить тему, место, важность, исполнителя',
  params: byId,
  body: z.object({
    ...seen,
    factId: z.string().max(100).optional(),
    place: placeInput.optional(),
    importance: z.enum(['normal', 'high']).optional(),
    /** The marks of tone are right, or not. */
    toneCheck: z.enum(['confirmed', 'dismissed']).optional(),
    unitId: z.uuid().optional(),
    executorId: z.uuid().nullable().optional(),
    title: personText(200).optional(),
  }),
  reply: caseCard,
});

export const changeRegime = defineRoute({
  id: 'cases.change-regime',
  method: 'POST',
  path: '/api/cases/:id/regime',
  access: { permission: 'cases.triage' },
  summary: 'Изменить правовой режим или признаки; основание остаётся в деле и в журнале',
  params: byId,
  body: z.object({
    ...seen,
    regime,
    signs: z.array(sign).max(30),
    ground: personText(1000).min(3, 'Назовите основание'),
  }),
  reply: caseCard,
});

export const extendTerm = defineRoute({
  id: 'cases.extend-term',
  method: 'POST',
  path: '/api/cases/:id/term',
  access: 'staff',
  summary: 'Продлить срок ответа с причиной; житель получает уведомление',
  params: byId,
  body: z.object({
    ...seen,
    /** The last day of the prolonged term, local. */
    dueOn: z.iso.date('Назовите дату'),
    reason: personText(1000).min(10, 'Напишите, почему срок продлевается: это прочтёт житель'),
  }),
  reply: caseCard,
});

export const holdTerm = defineRoute({
  id: 'cases.hold-term',
  method: 'POST',
  path: '/api/cases/:id/hold',
  access: 'staff',
  summary: 'Приостановить срок ответа по основанию; житель получает уведомление',
  params: byId,
  body: z.object({
    ...seen,
    groundId: z.string().max(60),
    /** The last day the term may stand, local. */
    until: z.iso.date('Назовите дату'),
    reason: personText(1000).min(10, 'Напишите, чего ждём: это прочтёт житель'),
  }),
  reply: caseCard,
});

export const resumeTerm = defineRoute({
  id: 'cases.resume-term',
  method: 'POST',
  path: '/api/cases/:id/hold/end',
  access: 'staff',
  summary: 'Продолжить приостановленный срок ответа',
  params: byId,
  body: z.object({ ...seen }),
  reply: caseCard,
});

export const addNote = defineRoute({
  id: 'cases.add-note',
  method: 'POST',
  path: '/api/cases/:id/notes',
  access: { permission: 'cases.read' },
  summary: 'Служебная заметка',
  params: byId,
  body: z.object({
    text: personText(10_000).min(1, 'Напишите заметку'),
    /** Colleagues called to it: each is told. */
    mentions: z.array(z.uuid()).max(20, 'Не больше двадцати имён').default([]),
  }),
  reply: caseCard,
});

export const publishCase = defineRoute({
  id: 'cases.publish-case',
  method: 'POST',
  path: '/api/cases/:id/publication',
  access: { permission: 'cases.publish' },
  summary: 'Показать на карте или скрыть; выпустить фото',
  params: byId,
  body: z.object({
    ...seen,
    published: z.boolean(),
    releaseFiles: z.array(z.uuid()).default([]),
    hideFiles: z.array(z.uuid()).default([]),
  }),
  reply: caseCard,
});

export const registerCase = defineRoute({
  id: 'cases.register-case',
  method: 'POST',
  path: '/api/cases',
  access: { permission: 'cases.register' },
  summary: 'Зарегистрировать звонок, письмо, приём, карточку 112',
  body: z.object({
    clientKey: z.uuid(),
    kind: z.enum([
      'phone_call',
      'paper',
      'reception',
      'email',
      'edds_112',
      'official_letter',
      'media_publication',
    ]),
    text: personText().refine((text) => /\p{L}|\p{N}/u.test(text), 'Запишите, что случилось'),
    factId: z.string().max(100).optional(),
    block: z.string().max(40).optional(),
    place: placeInput.optional(),
    name: personText(150).optional(),
    phone: z.string().trim().max(30).optional(),
    email: z.string().trim().max(200).optional(),
    returnAddress: personText(300).optional(),
    externalId: z.string().trim().max(100).optional(),
    receivedAt: saidInstant.optional(),
    importance: z.enum(['normal', 'high']).default('normal'),
    /** What was noticed in it: ids of packs/base/regimes. */
    signs: z.array(sign).max(30).default([]),
    files: z.array(fileRef).max(10).default([]),
  }),
  reply: z.object({
    id: z.string(),
    number: z.string(),
    dueAt: z.string(),
    regime: z.string(),
    regimeReason: z.string(),
  }),
});

export const suggestFor = defineRoute({
  id: 'cases.suggest-for',
  method: 'POST',
  path: '/api/cases/suggest',
  access: { permission: 'cases.register' },
  summary: 'Подсказка темы, места и исполнителя по тексту',
  readOnly: true,
  body: z.object({ text: personText() }),
  reply: z.object({
    facts: z.array(suggestedFact),
    place: place.nullable(),
    executorUnit: z.string().nullable(),
    /** Term of the first topic suggested. */
    dueAt: z.string().nullable(),
    /** Term of a message registered without a topic. */
    dueWithoutTopic: z.string(),
  }),
});
