import { z } from 'zod';
import { identityLevel } from '../base/identity.ts';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant, isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { decisionFields } from './decision.ts';
import { pollDecision } from './polls.ts';

/** Initiatives of residents (decree 398 of 2021, chapter 2, clause 3.1.3) as staff lead them. As everybody sees them: initiatives-open.ts. */

export const initiativeStates = [
  // Nobody has looked at it yet.
  'waiting',
  'refused',
  'open',
  // Enough people support it: the city owes an answer.
  'reached',
  'accepted',
  'declined',
  'decided',
  // Its term is over, too few support it.
  'ended',
] as const;
export type InitiativeState = (typeof initiativeStates)[number];

export const initiativeVerdicts = ['accepted', 'accepted-partly', 'declined'] as const;
export type InitiativeVerdict = (typeof initiativeVerdicts)[number];

export const initiativeActs = ['publish', 'refuse', 'answer', 'decide'] as const;
export type InitiativeAct = (typeof initiativeActs)[number];

/** What a resident writes. */
export const initiativeFields = {
  title: personText(150).min(10, 'Назовите инициативу: что сделать, одной строкой'),
  what: personText(3000).min(20, 'Напишите, что сделать: двух-трёх предложений хватит'),
  place: personText(200).min(3, 'Напишите, где'),
  /** Null: it is of the whole city. */
  districtId: z.string().max(60).nullable().default(null),
  why: personText(3000).min(20, 'Напишите, почему это нужно'),
};
export const initiativeShape = z.object(initiativeFields);
export type InitiativeFields = z.infer<typeof initiativeShape>;

export const initiativeAnswer = z.object({
  verdict: z.enum(initiativeVerdicts),
  reason: z.string(),
  at: instant,
  by: z.string(),
});
export type InitiativeAnswer = z.infer<typeof initiativeAnswer>;

/** Who supports it, by district, once it is over; null = few people. «» is whoever did not say. */
export const supportersByDistrict = z.array(z.object({ id: z.string(), count: z.number().nullable() }));

const read = { permission: 'initiatives.read' } as const;
const keep = { permission: 'initiatives.keep' } as const;

const initiativeLine = z.object({
  id: z.string(),
  title: z.string(),
  place: z.string(),
  districtId: z.string().nullable(),
  state: z.enum(initiativeStates),
  madeAt: instant,
  closesAt: instant.nullable(),
  /** By which day it is looked at, or answered; null = nothing is owed. */
  dueOn: isoDate.nullable(),
  isLate: z.boolean(),
  supports: z.number(),
  threshold: z.number().nullable(),
});
export type InitiativeLine = z.infer<typeof initiativeLine>;

const initiativeCard = initiativeLine.extend({
  what: z.string(),
  why: z.string(),
  /** As everybody reads it, or will: without names and numbers of people. */
  shown: z.object({ title: z.string(), what: z.string(), place: z.string(), why: z.string() }),
  /** How many places of the text tell of a person: they are hidden in `shown`. */
  personal: z.number(),
  rule: z.string(),
  refusal: z.string(),
  judgedBy: z.string(),
  reachedAt: instant.nullable(),
  byDistrict: supportersByDistrict,
  followers: z.number(),
  answer: initiativeAnswer.nullable(),
  decision: pollDecision.nullable(),
  history: z.array(z.object({ at: instant, by: z.string(), what: z.string(), note: z.string() })),
  version: z.number(),
  can,
});
export type InitiativeCard = z.infer<typeof initiativeCard>;

export const initiativeShelves = ['waiting', 'open', 'reached', 'over', 'all'] as const;
export type InitiativeShelf = (typeof initiativeShelves)[number];

export const listInitiatives = defineRoute({
  id: 'initiatives.list-initiatives',
  method: 'GET',
  path: '/api/initiatives',
  access: read,
  summary: 'Инициативы жителей: ждут проверки, собирают поддержку, ждут ответа города, завершены',
  query: z.object({ ...pageQuery, shelf: z.enum(initiativeShelves).default('all') }),
  reply: z.object({ items: z.array(initiativeLine), next: z.string().nullable() }),
});

export const countInitiatives = defineRoute({
  id: 'initiatives.count-waiting',
  method: 'GET',
  path: '/api/initiatives/counts',
  access: read,
  summary: 'Сколько инициатив ждут проверки, ответа или решения',
  reply: z.object({ waiting: z.number() }),
});

export const getInitiativeRules = defineRoute({
  id: 'initiatives.get-rules',
  method: 'GET',
  path: '/api/initiatives/rules',
  access: 'public',
  summary: 'Порядок инициатив: сколько голосов и дней, кто предлагает, по каким правилам отказывают',
  reply: z.object({
    level: identityLevel,
    minAge: z.number(),
    lookDays: z.number(),
    answerDays: z.number(),
    mostOwn: z.number(),
    smallest: z.number(),
    city: z.object({ threshold: z.number(), days: z.number() }),
    district: z.object({ threshold: z.number(), days: z.number() }),
    notReached: z.string(),
    rules: z.array(z.object({ id: z.string(), title: z.string(), words: z.string() })),
    districts: z.array(z.object({ id: z.string(), title: z.string() })),
    leastReason: z.number(),
    templates: z.array(z.string()),
    /** How well whoever asks is known. */
    mine: z.object({ level: identityLevel }),
  }),
});

export const readInitiative = defineRoute({
  id: 'initiatives.read-initiative',
  method: 'GET',
  path: '/api/initiatives/:id',
  access: read,
  summary: 'Инициатива: что предложено, как это увидят все, поддержка, ответ, решение, история',
  params: idParams,
  reply: initiativeCard,
});

const seen = { version: z.number().int() };

export const judgeInitiative = defineRoute({
  id: 'initiatives.judge-initiative',
  method: 'POST',
  path: '/api/initiatives/:id/judgement',
  access: keep,
  summary: 'Показать инициативу всем или отказать по правилу, словами для автора',
  params: idParams,
  body: z.object({
    ...seen,
    isPublished: z.boolean(),
    ruleId: z.string().max(60).default(''),
    reason: personText(1000).default(''),
  }),
  reply: initiativeCard,
});

export const answerInitiative = defineRoute({
  id: 'initiatives.answer-initiative',
  method: 'POST',
  path: '/api/initiatives/:id/answer',
  access: keep,
  summary: 'Ответ города на инициативу, которую поддержали: принята или нет, и почему',
  params: idParams,
  body: z.object({
    ...seen,
    verdict: z.enum(initiativeVerdicts),
    reason: personText(5000).min(1, 'Напишите, почему'),
  }),
  reply: initiativeCard,
});

export const decideInitiative = defineRoute({
  id: 'initiatives.decide-initiative',
  method: 'POST',
  path: '/api/initiatives/:id/decision',
  access: keep,
  summary: '«Что город с этим сделал»: решение по принятой инициативе, документ и адрес',
  params: idParams,
  body: z.object({ ...seen, ...decisionFields }),
  reply: initiativeCard,
});
