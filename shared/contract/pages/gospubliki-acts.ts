import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { requestCard } from './gospubliki.ts';

/** What is done with requests for placement. */

const keep = { permission: 'gospubliki.keep' } as const;
const seen = { version: z.number().int() };

const sentFile = z.object({ fileId: z.uuid(), token: z.string().min(1).max(200) });

const fields = {
  asker: z.string().min(1, 'Выберите, кто просит').max(40),
  number: personText(60).min(1, 'Номер письма'),
  datedOn: isoDate,
  receivedOn: isoDate,
  title: personText(200).min(3, 'Напишите, о чём'),
  text: personText(20_000).min(1, 'Впишите текст, который просят разместить'),
  windowFrom: isoDate,
  windowTo: isoDate,
  isMandatory: z.boolean().default(false),
  responsibleId: id.nullable().default(null),
  pageIds: z.array(id).min(1, 'Отметьте страницы').max(100),
};

export const receiveRequest = defineRoute({
  id: 'gospubliki.receive-request',
  method: 'POST',
  path: '/api/gospubliki/requests',
  access: keep,
  summary: 'Записать заявку на размещение: письмо, текст, картинки, страницы, окно',
  body: z.object({
    ...fields,
    /** The letter itself. */
    file: sentFile.nullable().default(null),
    pictures: z
      .array(sentFile.extend({ alt: personText(500).default('') }))
      .max(20, 'Не больше двадцати картинок')
      .default([]),
  }),
  reply: requestCard,
});

export const changeRequest = defineRoute({
  id: 'gospubliki.change-request',
  method: 'PATCH',
  path: '/api/gospubliki/requests/:id',
  access: keep,
  summary: 'Поправить записанное, пока по заявке не решили',
  params: idParams,
  body: z.object({ ...seen, ...fields }),
  reply: requestCard,
});

export const acceptRequest = defineRoute({
  id: 'gospubliki.accept-request',
  method: 'POST',
  path: '/api/gospubliki/requests/:id/accept',
  access: keep,
  summary: 'Принять: страницы, день и час выхода; сверх предела нагрузки — с причиной. Начинается публикация',
  params: idParams,
  body: z.object({
    ...seen,
    pageIds: z.array(id).min(1, 'Отметьте хотя бы одну страницу').max(100),
    /** Why not on the other pages asked for; empty where it is on all. */
    restReason: personText(500).default(''),
    on: isoDate,
    at: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'Время в виде ЧЧ:ММ'),
    overReason: personText(500).default(''),
  }),
  reply: requestCard,
});

export const objectRequest = defineRoute({
  id: 'gospubliki.object-request',
  method: 'POST',
  path: '/api/gospubliki/requests/:id/object',
  access: keep,
  summary: 'Возразить: основание и слова',
  params: idParams,
  body: z.object({
    ...seen,
    ground: z.string().min(1, 'Выберите основание').max(40),
    reason: personText(1000).min(10, 'Объясните: это прочтёт тот, кто просил'),
  }),
  reply: requestCard,
});

export const withdrawRequest = defineRoute({
  id: 'gospubliki.withdraw-request',
  method: 'POST',
  path: '/api/gospubliki/requests/:id/withdraw',
  access: keep,
  summary: 'Заявку отозвали: пока ничего не вышло',
  params: idParams,
  body: z.object({ ...seen, reason: personText(500).min(3, 'Напишите, кто и как отозвал') }),
  reply: requestCard,
});

export const missPages = defineRoute({
  id: 'gospubliki.miss-pages',
  method: 'POST',
  path: '/api/gospubliki/requests/:id/missed',
  access: keep,
  summary: 'На этих страницах не выйдет: с причиной; когда решено о всех, заявка ждёт отчёта',
  params: idParams,
  body: z.object({
    ...seen,
    pageIds: z.array(id).min(1, 'Отметьте страницы').max(100),
    reason: personText(500).min(3, 'Напишите, почему не вышло'),
  }),
  reply: requestCard,
});

export const reportRequest = defineRoute({
  id: 'gospubliki.report-request',
  method: 'POST',
  path: '/api/gospubliki/requests/:id/reported',
  access: keep,
  summary: 'Отчёт отправлен: номер и день письма',
  params: idParams,
  body: z.object({
    ...seen,
    number: personText(60).min(1, 'Номер письма'),
    on: isoDate,
    words: personText(1000).default(''),
  }),
  reply: requestCard,
});
