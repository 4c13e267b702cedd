import { z } from 'zod';
import { identityLevel } from '../base/identity.ts';
import { idParams } from '../base/person-fields.ts';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { pollFigures } from './poll-figures.ts';
import { toldSigns } from './poll-signs.ts';
import { asks, audience, pollDecision, pollKinds } from './polls.ts';
import { answers, questions, saidOrNothing } from './questionnaire.ts';

/** Polls as everybody sees them, and answering them. */

/** `soon`: announced; `result`: closed, the result is there or will be. */
export const openStates = ['soon', 'open', 'paused', 'counting', 'result'] as const;
export type OpenPollState = (typeof openStates)[number];

const openLine = z.object({
  id: z.string(),
  kind: z.enum(pollKinds),
  title: z.string(),
  matter: z.string(),
  state: z.enum(openStates),
  isBinding: z.boolean(),
  opensAt: instant,
  closesAt: instant,
  resultBy: isoDate.nullable(),
  audience,
  /** A decision was taken. */
  decided: z.string(),
});
export type OpenPollLine = z.infer<typeof openLine>;

export const listOpenPolls = defineRoute({
  id: 'polls.list-open',
  method: 'GET',
  path: '/api/open/polls',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Опросы для всех: идут, скоро, завершены с итогом',
  query: z.object({ cursor: z.string().max(400).optional() }),
  reply: z.object({ running: z.array(openLine), over: z.array(openLine), next: z.string().nullable() }),
});

const openPoll = openLine.extend({
  outcome: z.string(),
  afterwards: z.string(),
  asks,
  ageGroups: z.array(
    z.object({ id: z.string(), title: z.string(), from: z.number(), to: z.number().nullable() }),
  ),
  districts: z.array(z.object({ id: z.string(), title: z.string() })),
  /** Why it was paused, extended or closed early. */
  reason: z.string(),
  edition: z.number(),
  /** Words put right while it was open. */
  corrections: z.array(z.object({ at: instant, reason: z.string() })),
  /** While it is open; else none. */
  questions,
  /** Of whoever asks: how well they are known, whether they have answered, whether they are told of the result. */
  mine: z.object({
    level: identityLevel,
    hasAnswered: z.boolean(),
    isTold: z.boolean(),
    hasEmail: z.boolean(),
  }),
  figures: pollFigures.nullable(),
  /** Answers in words that were looked at. */
  wordings: z.array(z.object({ id: z.string(), questionId: z.string(), text: z.string() })),
  decision: pollDecision.nullable(),
  /** Where one may vote on paper; none = only here. */
  places: z.array(z.string()),
  /** Signs of manipulation, where the city told of them. */
  signs: toldSigns.nullable(),
});
export type OpenPoll = z.infer<typeof openPoll>;

export const readOpenPoll = defineRoute({
  id: 'polls.read-open',
  method: 'GET',
  path: '/api/open/polls/:id',
  access: 'public',
  summary: 'Опрос для всех: о чём, кто участвует, до когда, вопросы, итог и что решили',
  params: idParams,
  reply: openPoll,
});

export const answerPoll = defineRoute({
  id: 'polls.answer-poll',
  method: 'POST',
  path: '/api/open/polls/:id/answers',
  access: 'resident',
  summary: 'Ответить: один раз; ответ хранится отдельно от того, кто его дал',
  params: idParams,
  body: z.object({
    /** Made by the device once for an answer: the same sent again is not a second one. */
    clientKey: z.uuid(),
    edition: z.number().int(),
    said: saidOrNothing,
    answers,
  }),
  reply: z.object({ isTaken: z.literal(true) }),
});

export const followPoll = defineRoute({
  id: 'polls.follow-poll',
  method: 'PUT',
  path: '/api/open/polls/:id/following',
  access: 'resident',
  summary: 'Получить письмо об итоге и решении, или больше не получать',
  params: idParams,
  body: z.object({ isOn: z.boolean() }),
  reply: z.object({ isTold: z.boolean() }),
});

export const downloadPollFigures = defineRoute({
  id: 'polls.download-figures',
  method: 'GET',
  path: '/api/open/polls/:id/figures.csv',
  access: 'public',
  summary: 'Числа опроса таблицей CSV: те же, что на странице',
  params: idParams,
  download: true,
  reply: z.unknown(),
});
