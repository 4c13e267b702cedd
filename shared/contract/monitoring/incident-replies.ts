import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { incidentCard } from './incidents.ts';

/** What a page answers to an incident: written by one, let out by another. */

const answer = { permission: 'incidents.answer' } as const;
const approve = { permission: 'incidents.approve' } as const;

const seen = { version: z.number().int() };

const replyText = personText(16_384).min(2, 'Напишите ответ');

export const draftReply = defineRoute({
  id: 'incidents.draft-reply',
  method: 'POST',
  path: '/api/incidents/:id/replies',
  access: answer,
  summary: 'Написать ответ страницы и отдать на согласование, или выпустить срочно с проверкой после',
  params: idParams,
  body: z.object({
    ...seen,
    postId: z.uuid(),
    pageId: z.uuid(),
    text: replyText,
    isInterim: z.boolean().default(false),
    promisedOn: isoDate.nullable().default(null),
    /** `draft` stays with its author; `urgent` goes out at once and is looked at by another afterwards. */
    as: z.enum(['draft', 'approval', 'urgent']).default('approval'),
    urgentReason: personText(300).default(''),
  }),
  reply: incidentCard,
});

const replyParams = z.object({ id: z.uuid(), reply: z.uuid() });

export const changeReply = defineRoute({
  id: 'incidents.change-reply',
  method: 'PATCH',
  path: '/api/incidents/:id/replies/:reply',
  access: answer,
  summary: 'Исправить черновик или возвращённый ответ',
  params: replyParams,
  body: z.object({
    ...seen,
    text: replyText,
    pageId: z.uuid(),
    isInterim: z.boolean(),
    promisedOn: isoDate.nullable(),
    as: z.enum(['draft', 'approval']),
  }),
  reply: incidentCard,
});

export const approveReply = defineRoute({
  id: 'incidents.approve-reply',
  method: 'POST',
  path: '/api/incidents/:id/replies/:reply/approve',
  access: approve,
  summary: 'Согласовать ответ: страница публикует его; автор своего не согласует',
  params: replyParams,
  body: z.object(seen),
  reply: incidentCard,
});

export const returnReply = defineRoute({
  id: 'incidents.return-reply',
  method: 'POST',
  path: '/api/incidents/:id/replies/:reply/return',
  access: approve,
  summary: 'Вернуть ответ на доработку',
  params: replyParams,
  body: z.object({ ...seen, reason: personText(500).min(3, 'Напишите, что исправить') }),
  reply: incidentCard,
});

export const reviewReply = defineRoute({
  id: 'incidents.review-reply',
  method: 'POST',
  path: '/api/incidents/:id/replies/:reply/review',
  access: approve,
  summary: 'Отметить проверенным ответ, выпущенный срочно',
  params: replyParams,
  body: z.object(seen),
  reply: incidentCard,
});

export const settleReply = defineRoute({
  id: 'incidents.settle-reply',
  method: 'POST',
  path: '/api/incidents/:id/replies/:reply/settle',
  access: answer,
  summary: 'Сказать, чем кончилась публикация: стоит на странице (адрес) или отправить снова',
  params: replyParams,
  body: z.object({
    ...seen,
    as: z.enum(['published', 'again']),
    url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1000)]).default(''),
  }),
  reply: incidentCard,
});

export const listReadyAnswers = defineRoute({
  id: 'incidents.list-ready-answers',
  method: 'GET',
  path: '/api/incidents/:id/ready-answers',
  access: answer,
  summary: 'Шаблоны ответов для темы инцидента, уже с местом и сроком',
  params: idParams,
  reply: z.object({
    /** What stands for nothing known is a blank, «…»; those of the topic first. */
    answers: z.array(
      z.object({ id: z.string(), title: z.string(), text: z.string(), isOfTopic: z.boolean() }),
    ),
  }),
});

export const listUnknownReplies = defineRoute({
  id: 'incidents.list-unknown-replies',
  method: 'GET',
  path: '/api/incidents/unknown-replies',
  access: { permission: 'incidents.answer' },
  summary: 'Ответы, о которых неизвестно, вышли ли они: решает человек',
  reply: z.object({
    replies: z.array(
      z.object({
        incidentId: z.string(),
        number: z.string(),
        pageTitle: z.string(),
        /** Since when; null of what was so before this was kept. */
        since: instant.nullable(),
        reason: z.string(),
      }),
    ),
  }),
});
