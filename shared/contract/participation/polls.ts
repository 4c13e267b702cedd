import { z } from 'zod';
import { type IdentityLevel, identityLevel } from '../base/identity.ts';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant, isoDate, pageQuery, saidInstant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { pollFigures } from './poll-figures.ts';
import { questions } from './questionnaire.ts';

/**
 * Polls of residents (decree 398 of 2021, chapter 2, clause 3.1.3) as staff keep them. What is done with one: polls-acts.ts. As everybody
 * sees them: polls-open.ts.
 */

export const pollKinds = ['survey', 'rating', 'single-choice', 'budget-vote', 'vote'] as const;
export type PollKind = (typeof pollKinds)[number];

export const pollStates = [
  'draft',
  'legal-review',
  'approved',
  'announced',
  'open',
  'paused',
  'closed',
  'counted',
  'published',
  'decision-recorded',
  'archived',
  'cancelled',
] as const;
export type PollState = (typeof pollStates)[number];

export const audience = z.object({
  /** Years; null = nobody is asked. One of packs/participation/polls. */
  minAge: z.number().int().min(1).max(120).nullable().default(null),
  /** Of the city's districts; none = all of it. */
  districtIds: z.array(z.string().max(60)).max(50).default([]),
  /** How well it must be known who answers. */
  level: identityLevel.default('social'),
});
export type Audience = z.infer<typeof audience>;

export const asks = z.object({ district: z.boolean().default(false), age: z.boolean().default(false) });
export type Asks = z.infer<typeof asks>;

/** So many answers of a group are enough. */
export const quota = z.object({
  side: z.enum(['district', 'age']),
  group: z.string().max(60),
  most: z.number().int().min(1).max(1_000_000),
});
export type Quota = z.infer<typeof quota>;

/** What a poll is made of. */
export const pollFields = {
  kind: z.enum(pollKinds),
  title: personText(200).min(5, 'Назовите опрос вопросом, которым он начнётся'),
  matter: personText(300).default(''),
  isBinding: z.boolean().default(false),
  outcome: personText(300).default(''),
  afterwards: personText(300).default(''),
  resultBy: isoDate.nullable().default(null),
  opensAt: saidInstant.nullable().default(null),
  closesAt: saidInstant.nullable().default(null),
  audience: audience.default({ minAge: null, districtIds: [], level: 'social' }),
  asks: asks.default({ district: false, age: false }),
  isWeighted: z.boolean().default(false),
  quotas: z.array(quota).max(60).default([]),
  questions: questions.default([]),
};
const fields = z.object(pollFields);
export type PollFields = z.infer<typeof fields>;

export const pollDecision = z.object({
  isNeeded: z.boolean(),
  title: z.string(),
  words: z.string(),
  actTitle: z.string(),
  actNumber: z.string(),
  actOn: isoDate.nullable(),
  actUrl: z.string(),
  at: instant,
});
export type PollDecision = z.infer<typeof pollDecision>;

export const designNote = z.object({
  /** `stop`: it cannot go on so; `warn`: for a person to judge. */
  tone: z.enum(['stop', 'warn']),
  /** Null: of the poll as a whole. */
  questionId: z.string().nullable(),
  words: z.string(),
});
export type DesignNote = z.infer<typeof designNote>;

export const pollCard = fields.extend({
  id: z.string(),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  state: z.enum(pollStates),
  stateAt: instant,
  reason: z.string(),
  edition: z.number(),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  madeBy: z.string(),
  madeAt: instant,
  approvedBy: z.string(),
  /** What stands in the way, and what is to be thought over. */
  notes: z.array(designNote),
  /** How many have answered, while it is open; after that figures tell it. */
  participants: z.number().nullable(),
  quotasTaken: z.array(z.object({ side: z.enum(['district', 'age']), group: z.string(), taken: z.number() })),
  followers: z.number(),
  figures: pollFigures.nullable(),
  decision: pollDecision.nullable(),
  /** Answers in words that nobody has looked at yet. */
  wordingsWaiting: z.number(),
  history: z.array(z.object({ at: instant, by: z.string(), what: z.string(), note: z.string() })),
  version: z.number(),
  can,
});
export type PollCard = z.infer<typeof pollCard>;

const read = { permission: 'polls.read' } as const;

export const pollShelves = ['making', 'running', 'over', 'all'] as const;
export type PollShelf = (typeof pollShelves)[number];

const pollLine = z.object({
  id: z.string(),
  kind: z.enum(pollKinds),
  title: z.string(),
  state: z.enum(pollStates),
  stateAt: instant,
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  madeBy: z.string(),
  reason: z.string(),
  participants: z.number().nullable(),
});
export type PollLine = z.infer<typeof pollLine>;

export const listPolls = defineRoute({
  id: 'polls.list-polls',
  method: 'GET',
  path: '/api/polls',
  access: read,
  summary: 'Опросы: готовятся, идут, завершены',
  query: z.object({ ...pageQuery, shelf: z.enum(pollShelves).default('all') }),
  reply: z.object({ items: z.array(pollLine), next: z.string().nullable(), can }),
});

export const countPolls = defineRoute({
  id: 'polls.count-shelves',
  method: 'GET',
  path: '/api/polls/counts',
  access: read,
  summary: 'Сколько опросов готовится, идёт и ждёт итога или решения',
  reply: z.object({ making: z.number(), running: z.number(), over: z.number() }),
});

const level: z.ZodType<IdentityLevel> = identityLevel;

export const getPollRules = defineRoute({
  id: 'polls.get-rules',
  method: 'GET',
  path: '/api/polls/rules',
  access: 'public',
  summary: 'Что предлагается при составлении опроса: возрасты, группы, уровни входа, районы',
  reply: z.object({
    kinds: z.array(z.object({ id: z.enum(pollKinds), title: z.string(), about: z.string() })),
    minAges: z.array(z.object({ age: z.number(), title: z.string(), why: z.string() })),
    ageGroups: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        from: z.number(),
        to: z.number().nullable(),
        share: z.number(),
      }),
    ),
    levels: z.array(z.object({ id: level, title: z.string(), about: z.string() })),
    districts: z.array(z.object({ id: z.string(), title: z.string(), residents: z.number().nullable() })),
    leastDays: z.number(),
    smallest: z.number(),
  }),
});

export const readPoll = defineRoute({
  id: 'polls.read-poll',
  method: 'GET',
  path: '/api/polls/:id',
  access: read,
  summary: 'Опрос: вопросы, круг, ход, итог, решение, история',
  params: idParams,
  reply: pollCard,
});

const wording = z.object({
  id: z.string(),
  questionId: z.string(),
  question: z.string(),
  text: z.string(),
  state: z.enum(['waiting', 'released', 'hidden']),
  judgedBy: z.string(),
});
export type PollWording = z.infer<typeof wording>;

export const listWordings = defineRoute({
  id: 'polls.list-wordings',
  method: 'GET',
  path: '/api/polls/:id/wordings',
  access: { permission: 'polls.keep' },
  summary: 'Ответы своими словами: ждут просмотра, показаны, скрыты',
  params: idParams,
  query: z.object({ ...pageQuery, state: z.enum(['waiting', 'released', 'hidden']).default('waiting') }),
  reply: z.object({ items: z.array(wording), next: z.string().nullable() }),
});
