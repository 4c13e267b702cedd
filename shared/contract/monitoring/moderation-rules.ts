import { z } from 'zod';
import { personText } from '../messages/cases.ts';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Published rules of comments, each by its number: dated, and never changed but by a next version. */

export const commentRuleVersion = z.object({
  id: z.string(),
  version: z.number(),
  title: z.string(),
  text: z.string(),
  needsSecond: z.boolean(),
  isRetired: z.boolean(),
  inForceAt: instant,
  ground: z.string(),
  madeAt: instant,
  madeBy: z.string(),
});
export type CommentRuleVersion = z.infer<typeof commentRuleVersion>;

export const commentRule = z.object({
  number: z.number(),
  /** In force now; null of one that is not yet, or not any more. */
  current: commentRuleVersion.nullable(),
  /** The newest first; those to come stand in front. */
  versions: z.array(commentRuleVersion),
});
export type CommentRule = z.infer<typeof commentRule>;

const ruleList = z.object({
  rules: z.array(commentRule),
  /** What is never hidden, whatever a rule says. */
  promise: z.string(),
  can,
});

export const listCommentRules = defineRoute({
  id: 'moderation.list-rules',
  method: 'GET',
  path: '/api/moderation/rules',
  access: { permission: 'moderation.read' },
  summary: 'Правила комментариев со всеми редакциями',
  reply: ruleList,
});

const keep = { permission: 'moderation.keep-rules' } as const;
const edition = {
  /** The last version the person saw; 0 of a new rule. */
  version: z.number().int().min(0),
  validFrom: isoDate,
  ground: personText(300).min(3, 'Напишите, каким актом утверждено'),
};

export const saveCommentRule = defineRoute({
  id: 'moderation.save-rule',
  method: 'POST',
  path: '/api/moderation/rules',
  access: keep,
  summary: 'Новое правило комментариев или новая редакция прежнего',
  body: z.object({
    /** Null: a new rule under the next number. */
    number: z.number().int().min(1).nullable(),
    title: personText(100).min(3, 'Назовите правило'),
    text: personText(600).min(20, 'Напишите, чего правило не разрешает: это прочтут все'),
    needsSecond: z.boolean(),
    ...edition,
  }),
  reply: ruleList,
});

export const retireCommentRule = defineRoute({
  id: 'moderation.retire-rule',
  method: 'POST',
  path: '/api/moderation/rules/:number/retirement',
  access: keep,
  summary: 'Отменить правило комментариев с названного дня',
  params: z.object({ number: z.coerce.number().int().min(1).max(1_000_000) }),
  body: z.object(edition),
  reply: ruleList,
});
