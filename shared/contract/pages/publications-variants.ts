import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { saidInstant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { publicationCard } from './publications.ts';

/** What is done with a publication on one of its pages: its moment, its address, corrections of what came out. */

const keep = { permission: 'publications.keep' } as const;
const approve = { permission: 'publications.approve' } as const;
const seen = { version: z.number().int() };
/** The longest text any network takes is shorter. */
const LONGEST = 20_000;

export const moveVariant = defineRoute({
  id: 'publications.move-variant',
  method: 'POST',
  path: '/api/publications/variants/:id/move',
  access: keep,
  summary: 'Перенести на другое время то, что ещё не вышло',
  params: idParams,
  body: z.object({ ...seen, dueAt: saidInstant }),
  reply: publicationCard,
});

export const retryVariant = defineRoute({
  id: 'publications.retry-variant',
  method: 'POST',
  path: '/api/publications/variants/:id/retry',
  access: keep,
  summary: 'Повторить то, что не вышло: человек посмотрел, на странице этого нет',
  params: idParams,
  body: z.object(seen),
  reply: publicationCard,
});

export const resumeVariant = defineRoute({
  id: 'publications.resume-variant',
  method: 'POST',
  path: '/api/publications/variants/:id/resume',
  access: keep,
  summary: 'Выпустить всё-таки то, что остановили: страницу вернули из архива, дело снова показано',
  params: idParams,
  body: z.object({ ...seen, dueAt: saidInstant }),
  reply: publicationCard,
});

const address = z
  .string()
  .trim()
  .max(500, 'Не длиннее 500 знаков')
  .regex(/^https:\/\/[^\s/]+\.[^\s/]+\/\S+$/u, 'Адрес записи целиком, например https://vk.com/wall-1_2');

export const proveVariant = defineRoute({
  id: 'publications.prove-variant',
  method: 'POST',
  path: '/api/publications/variants/:id/prove',
  access: keep,
  summary: 'Вышло: адрес записи на странице; для того, что публикуют руками, и для того, о чём не известно',
  params: idParams,
  body: z.object({ ...seen, url: address, publishedAt: saidInstant }),
  reply: publicationCard,
});

export const correctVariant = defineRoute({
  id: 'publications.correct-variant',
  method: 'POST',
  path: '/api/publications/variants/:id/correct',
  access: keep,
  summary: 'Исправить вышедшее: новый текст и причина; согласует другой',
  params: idParams,
  body: z.object({
    ...seen,
    text: personText(LONGEST).min(1, 'Напишите новый текст'),
    reason: personText(500).min(3, 'Напишите, что исправлено: это прочтут на сайте'),
  }),
  reply: publicationCard,
});

export const withdrawVariant = defineRoute({
  id: 'publications.withdraw-variant',
  method: 'POST',
  path: '/api/publications/variants/:id/withdraw',
  access: keep,
  summary: 'Снять вышедшее со страницы: с основанием, которое видно всем',
  params: idParams,
  body: z.object({ ...seen, reason: personText(500).min(3, 'Напишите, почему снято: это прочтут на сайте') }),
  reply: publicationCard,
});

const changeParams = z.object({ id, change: id });

export const approveCorrection = defineRoute({
  id: 'publications.approve-correction',
  method: 'POST',
  path: '/api/publications/variants/:id/changes/:change/approve',
  access: approve,
  summary: 'Согласовать исправление вышедшего',
  params: changeParams,
  body: z.object(seen),
  reply: publicationCard,
});

export const returnCorrection = defineRoute({
  id: 'publications.return-correction',
  method: 'POST',
  path: '/api/publications/variants/:id/changes/:change/return',
  access: approve,
  summary: 'Не согласовать исправление вышедшего',
  params: changeParams,
  body: z.object({ ...seen, reason: personText(500).min(3, 'Напишите, почему не согласовано') }),
  reply: publicationCard,
});

export const settleCorrection = defineRoute({
  id: 'publications.settle-correction',
  method: 'POST',
  path: '/api/publications/variants/:id/changes/:change/settle',
  access: keep,
  summary: 'Человек посмотрел: исправление или снятие на странице видно, или нет и его повторят',
  params: changeParams,
  body: z.object({ ...seen, isDone: z.boolean() }),
  reply: publicationCard,
});
