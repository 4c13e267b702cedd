import { z } from 'zod';
import { personText } from '../messages/cases.ts';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { actStates, appealOutcomes } from './moderation.ts';

/** What everybody sees of moderation: the rules, how often each is used, what became of an objection. No words, no authors. */

const share = z.object({
  /** Comments of others seen on our pages. */
  comments: z.number(),
  hidden: z.number(),
});

export const moderationFigures = z.object({
  /** Local days, both included. */
  from: isoDate,
  to: isoDate,
  total: share,
  rules: z.array(z.object({ number: z.number(), title: z.string(), hidden: z.number() })),
  pages: z.array(share.extend({ id: z.string(), network: z.string(), title: z.string() })),
  appeals: z.object({
    received: z.number(),
    open: z.number(),
    upheld: z.number(),
    /** Of the granted: put back, and those no network could put back. */
    granted: z.number(),
    restored: z.number(),
    lost: z.number(),
  }),
});
export type ModerationFigures = z.infer<typeof moderationFigures>;

export const readModerationFigures = defineRoute({
  id: 'moderation.read-figures',
  method: 'GET',
  path: '/api/moderation/figures',
  access: { permission: 'moderation.read' },
  summary: 'Какая доля комментариев убрана, по правилам и страницам; чем кончились возражения',
  query: z.object({ months: z.coerce.number().int().min(1).max(24).default(12) }),
  reply: moderationFigures,
});

const openRule = z.object({
  number: z.number(),
  title: z.string(),
  text: z.string(),
  needsSecond: z.boolean(),
  since: instant,
  ground: z.string(),
});

export const getCommentRules = defineRoute({
  id: 'moderation.get-comment-rules',
  method: 'GET',
  path: '/api/comment-rules',
  access: 'public',
  scope: 'open-data.read',
  summary:
    'Правила комментариев на страницах администрации, и как они применялись за двенадцать целых месяцев',
  reply: z.object({
    promise: z.string(),
    rules: z.array(openRule),
    /** Versions that begin on a day to come. */
    coming: z.array(openRule),
    appealDays: z.number(),
    figures: moderationFigures,
  }),
});
export type OpenCommentRules = z.infer<typeof getCommentRules.reply>;

const actNumber = z.string().trim().min(1, 'Впишите номер: он стоит в уведомлении').max(40);

const openAct = z.object({
  number: z.string(),
  ruleNumber: z.number(),
  ruleTitle: z.string(),
  pageTitle: z.string(),
  state: z.enum(actStates),
  hiddenAt: instant.nullable(),
  appealUntil: instant.nullable(),
  mayAppeal: z.boolean(),
  appeal: z
    .object({ madeAt: instant, dueAt: instant, outcome: z.enum(appealOutcomes).nullable() })
    .nullable(),
});
export type OpenAct = z.infer<typeof openAct>;

export const findOpenAct = defineRoute({
  id: 'moderation.find-act',
  method: 'GET',
  path: '/api/comment-rules/acts',
  access: 'public',
  summary: 'Что стало с комментарием, убранным под этим номером: без слов и автора',
  query: z.object({ number: actNumber }),
  /** Null where there is none of this number. */
  reply: z.object({ act: openAct.nullable() }),
});

export const appealAct = defineRoute({
  id: 'moderation.appeal-act',
  method: 'POST',
  path: '/api/comment-rules/appeals',
  access: 'public',
  summary: 'Возразить против того, что комментарий убран: номер и код из уведомления',
  body: z.object({
    number: actNumber,
    code: z.string().trim().min(1, 'Впишите код из уведомления').max(20),
    words: personText(4000).min(10, 'Напишите, с чем вы не согласны'),
  }),
  reply: z.object({ number: z.string(), dueAt: instant }),
});
