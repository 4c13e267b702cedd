import { z } from 'zod';
import { channel } from '../messages/cases.ts';
import { defineRoute } from '../route.ts';

/** By which order a message is considered: 59-ФЗ, the feedback platform, an open source, office correspondence. */
export const regimes = ['appeal_59fz', 'pos_message', 'open_source', 'internal'] as const;
export const regime = z.enum(regimes);
export type Regime = z.infer<typeof regime>;

export const identities = [
  'esia_verified',
  'esia_simplified',
  'phone',
  'social_profile',
  'anonymous',
] as const;
export type Identity = (typeof identities)[number];

/** What the sender calls it. */
export const declared = z.enum(['appeal', 'message', 'none']);
export type Declared = z.infer<typeof declared>;

/** A sign a clerk noticed; the list is data of the pack. */
export const sign = z.string().max(40);

/** One thing that follows from the regime, with its article. `toVerify`: no public text confirmed it. */
export const regimeEffect = z.object({
  id: z.string(),
  code: z.string(),
  text: z.string(),
  legal: z.string(),
  toVerify: z.boolean(),
});
export type RegimeEffect = z.infer<typeof regimeEffect>;

export const regimeDecision = z.object({
  regime,
  ruleId: z.string(),
  reason: z.string(),
  legal: z.string(),
  toVerify: z.boolean(),
  note: z.string().nullable(),
  /** Rule of the answer term; null = the topic brings its own, or no answer is due. */
  answerRule: z.string().nullable(),
  /** Clocks that start: `code` is the id of a deadline rule. */
  clocks: z.array(regimeEffect),
  forbids: z.array(regimeEffect),
  duties: z.array(regimeEffect),
  offers: z.array(regimeEffect),
  packVersion: z.string(),
});
export type RegimeDecision = z.infer<typeof regimeDecision>;

export const regimeSign = z.object({ id: sign, title: z.string() });

export const listRegimeSigns = defineRoute({
  id: 'regimes.list-signs',
  method: 'GET',
  path: '/api/regimes/signs',
  access: { permission: 'cases.read' },
  summary: 'Признаки, по которым решается правовой режим',
  reply: z.object({ signs: z.array(regimeSign), packTitle: z.string(), packVersion: z.string() }),
});

export const resolveRegimeRoute = defineRoute({
  id: 'regimes.resolve-contact',
  method: 'POST',
  path: '/api/regimes/resolve',
  access: { permission: 'cases.read' },
  summary: 'Какой правовой режим, почему, что запрещено и какие сроки пойдут',
  readOnly: true,
  body: z.object({
    channel,
    identity: z.enum(identities).default('anonymous'),
    declares: declared.default('none'),
    receivedOn: z.iso.date().optional(),
    signs: z.array(sign).max(30).default([]),
  }),
  reply: regimeDecision,
});
