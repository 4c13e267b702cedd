import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { publicationCard } from './publications.ts';

/**
 * Consent of somebody who does not work in Otklik, by a link with a term: it comes beside the consent of colleagues and never in its place, for whoever
 * holds the link gives it.
 */

const seen = { version: z.number().int() };
const email = z.union([
  z.literal(''),
  z.email('Почта в виде имя@пример.рф').trim().max(200, 'Не длиннее 200 знаков'),
]);

export const askOutside = defineRoute({
  id: 'publications.ask-outside',
  method: 'POST',
  path: '/api/publications/:id/outside',
  access: { permission: 'publications.keep' },
  summary: 'Спросить согласия вне Отклика: одноразовая ссылка со сроком, письмом или в руки',
  params: idParams,
  body: z.object({
    ...seen,
    name: personText(150).min(2, 'Напишите, кого спрашиваете'),
    email: email.default(''),
    days: z.number().int().min(1).max(14).default(3),
  }),
  reply: z.object({
    card: publicationCard,
    /** Shown once: only its hash is kept. */
    url: z.string(),
    expiresAt: instant,
  }),
});

export const dropOutside = defineRoute({
  id: 'publications.drop-outside',
  method: 'POST',
  path: '/api/publications/:id/outside/:link/drop',
  access: { permission: 'publications.approve' },
  summary: 'Больше не ждать того, кого спросили вне Отклика: ссылка не действует',
  params: z.object({ id, link: id }),
  body: z.object(seen),
  reply: publicationCard,
});

export const approvalPage = z.object({
  /** Who is asked, and by whom. */
  name: z.string(),
  askedBy: z.string(),
  expiresAt: instant,
  /** What whoever wrote it says to whoever agrees. */
  brief: z.string(),
  /** What each page is to say, as its network shows it. */
  looks: z.array(
    z.object({
      id: z.string(),
      network: z.string(),
      networkTitle: z.string(),
      author: z.string(),
      dueAt: instant,
      text: z.string(),
    }),
  ),
  pictures: z.array(z.object({ fileId: z.string(), alt: z.string() })),
  /** Null while it is awaited. */
  answer: z.enum(['agreed', 'returned']).nullable(),
  can,
});
export type ApprovalPage = z.infer<typeof approvalPage>;

const params = z.object({ token: z.string().min(20).max(100) });

export const getApprovalPage = defineRoute({
  id: 'publications.get-approval-page',
  method: 'GET',
  path: '/api/approval/:token',
  access: 'link',
  summary: 'Публикация по ссылке: что выйдет и где',
  params,
  reply: approvalPage,
});

export const agreeByLink = defineRoute({
  id: 'publications.agree-by-link',
  method: 'POST',
  path: '/api/approval/:token/agree',
  access: 'link',
  summary: 'Согласовать публикацию по ссылке',
  params,
  reply: approvalPage,
});

export const returnByLink = defineRoute({
  id: 'publications.return-by-link',
  method: 'POST',
  path: '/api/approval/:token/return',
  access: 'link',
  summary: 'Вернуть публикацию по ссылке, со словами',
  params,
  body: z.object({ reason: personText(500).min(3, 'Напишите, что поправить') }),
  reply: approvalPage,
});
