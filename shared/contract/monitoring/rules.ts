import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { importances } from './incidents.ts';

/** Rules of monitoring: who looks for what in open sources, on which ground; the rules themselves are in the journal. */

export const postKinds = ['post', 'comment', 'message', 'article'] as const;
export const sourceKinds = ['own', 'media', 'community', 'advertiser', 'unknown'] as const;

export const ruleStates = ['on', 'off'] as const;

/** Where a rule looks. No filter names who wrote. */
export const ruleLook = z.object({
  networks: z.array(z.string().min(1).max(40)).max(20).default([]),
  kinds: z.array(z.enum(postKinds)).max(4).default([]),
  /** Kinds of pages that are left out. */
  skipPages: z.array(z.enum(sourceKinds)).max(5).default(['advertiser']),
  adverts: z.enum(['skip', 'take']).default('skip'),
  /** `any`, `ours` or ids of districts. */
  geography: z
    .union([z.enum(['any', 'ours']), z.array(z.string().min(1).max(60)).min(1).max(50)])
    .default('ours'),
});
export type RuleLook = z.infer<typeof ruleLook>;

export const monitoringRule = z.object({
  id: z.string(),
  title: z.string(),
  block: z.string(),
  importance: z.enum(importances),
  query: z.string(),
  /** How it was understood, in words. */
  meaning: z.string(),
  look: ruleLook,
  ground: z.string(),
  isActive: z.boolean(),
  changedAt: instant,
  changedBy: z.string(),
  /** Of the last ninety days. */
  hits: z.number(),
  /** Of those a person has decided on: not dismissed, of all decided; null where fewer than ten are. */
  precision: z.number().nullable(),
  decided: z.number(),
  version: z.number(),
  can,
});
export type MonitoringRule = z.infer<typeof monitoringRule>;

const read = { permission: 'incidents.watch' } as const;
const keep = { permission: 'rules.keep' } as const;

export const listRules = defineRoute({
  id: 'rules.list-rules',
  method: 'GET',
  path: '/api/monitoring/rules',
  access: read,
  summary: 'Правила мониторинга с точностью каждого',
  query: z.object({
    ...pageQuery,
    cursor: id.optional(),
    block: z.string().max(20).optional(),
    state: z.enum(ruleStates).optional(),
    /** Part of the title or of what is looked for. */
    q: z.string().trim().max(100).optional(),
  }),
  reply: z.object({
    rules: z.array(monitoringRule),
    /** Where a rule may look. */
    networks: z.array(z.object({ id: z.string(), title: z.string() })),
    next: z.string().nullable(),
    can,
  }),
});

const ruleInput = {
  title: personText(200).min(3, 'Назовите правило'),
  block: z.string().max(20),
  importance: z.enum(importances),
  query: z.string().trim().min(2, 'Напишите, что искать').max(4000),
  look: ruleLook,
  ground: personText(300).min(3, 'Напишите основание: зачем это ищут'),
};

export const createRule = defineRoute({
  id: 'rules.create-rule',
  method: 'POST',
  path: '/api/monitoring/rules',
  access: keep,
  summary: 'Новое правило мониторинга',
  body: z.object(ruleInput),
  reply: monitoringRule,
});

export const changeRule = defineRoute({
  id: 'rules.change-rule',
  method: 'PATCH',
  path: '/api/monitoring/rules/:id',
  access: keep,
  summary: 'Изменить или выключить правило: прежнее остаётся в журнале',
  params: idParams,
  body: z.object({ version: z.number().int(), isActive: z.boolean(), ...ruleInput }),
  reply: monitoringRule,
});

const triedPost = z.object({
  id: z.string(),
  /** A piece of a thousand characters at most around the words that were found. */
  text: z.string(),
  url: z.string(),
  postedAt: instant,
  /** Where the words that were found stand in this text, UTF-16 offsets, `to` exclusive. */
  words: z.array(z.object({ from: z.number(), to: z.number() })),
});

/** Before a rule is kept: what it would have caught of ninety days, and what beside the rule as it is now. */
export const tryRule = defineRoute({
  id: 'rules.try-rule',
  method: 'POST',
  path: '/api/monitoring/rules/try',
  access: keep,
  summary: 'Прогнать правило по девяноста дням: что добавит и что потеряет',
  readOnly: true,
  body: z.object({
    query: ruleInput.query,
    look: ruleLook,
    /** The rule it would take the place of. */
    insteadOf: z.uuid().nullable().default(null),
  }),
  reply: z.object({
    meaning: z.string(),
    looked: z.number(),
    caught: z.number(),
    gained: z.number(),
    lost: z.number(),
    /** A hundred at most of each, the latest first; personal data masked. */
    gainedPosts: z.array(triedPost),
    lostPosts: z.array(triedPost),
  }),
});
