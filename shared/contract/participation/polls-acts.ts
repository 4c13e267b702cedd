import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { saidInstant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { decisionFields } from './decision.ts';
import { pollCard, pollFields } from './polls.ts';

/** What is done with polls. Which act is possible in which state, by whom: server/participation/polls/policy.ts. */

const keep = { permission: 'polls.keep' } as const;
const approve = { permission: 'polls.approve' } as const;
const seen = { version: z.number().int() };

/** Acts that need no more than a reason. */
export const keepActs = [
  'submit',
  'recall',
  'announce',
  'pause',
  'resume',
  'close',
  'cancel',
  'archive',
] as const;
export type KeepAct = (typeof keepActs)[number];
/** Those of the second pair of eyes. */
export const judgeActs = ['approve', 'return', 'publish'] as const;
export type JudgeAct = (typeof judgeActs)[number];
export type PollAct = KeepAct | JudgeAct | 'change' | 'correct' | 'extend' | 'settle' | 'decide';

export const createPoll = defineRoute({
  id: 'polls.create-poll',
  method: 'POST',
  path: '/api/polls',
  access: keep,
  summary: 'Начать опрос',
  body: z.object(pollFields),
  reply: pollCard,
});

export const changePoll = defineRoute({
  id: 'polls.change-poll',
  method: 'PATCH',
  path: '/api/polls/:id',
  access: keep,
  summary: 'Изменить черновик опроса',
  params: idParams,
  body: z.object({ ...seen, ...pollFields }),
  reply: pollCard,
});

export const movePoll = defineRoute({
  id: 'polls.move-poll',
  method: 'POST',
  path: '/api/polls/:id/moves',
  access: keep,
  summary: 'На проверку, назад, объявить, приостановить, продолжить, закрыть раньше, отменить, в архив',
  params: idParams,
  body: z.object({ ...seen, act: z.enum(keepActs), reason: personText(500).default('') }),
  reply: pollCard,
});

export const judgePoll = defineRoute({
  id: 'polls.judge-poll',
  method: 'POST',
  path: '/api/polls/:id/judgements',
  access: approve,
  summary: 'Утвердить опрос, вернуть его со словами, обнародовать итог: другой человек, не автор',
  params: idParams,
  body: z.object({ ...seen, act: z.enum(judgeActs), reason: personText(500).default('') }),
  reply: pollCard,
});

export const extendPoll = defineRoute({
  id: 'polls.extend-poll',
  method: 'POST',
  path: '/api/polls/:id/extend',
  access: keep,
  summary: 'Продлить идущий опрос: новый конец и причина, которую прочтут все',
  params: idParams,
  body: z.object({
    ...seen,
    closesAt: saidInstant,
    reason: personText(500).min(3, 'Напишите, почему опрос продлён: это прочтут все'),
  }),
  reply: pollCard,
});

export const correctPoll = defineRoute({
  id: 'polls.correct-poll',
  method: 'POST',
  path: '/api/polls/:id/corrections',
  access: keep,
  summary: 'Исправить опечатку в идущем опросе: слова, но не состав вопросов и вариантов',
  params: idParams,
  body: z.object({
    ...seen,
    questions: pollFields.questions,
    reason: personText(500).min(3, 'Напишите, что исправлено: это прочтут все'),
  }),
  reply: pollCard,
});

export const settleTie = defineRoute({
  id: 'polls.settle-tie',
  method: 'POST',
  path: '/api/polls/:id/ties',
  access: keep,
  summary: 'Распределение бюджета: чьи голоса равны, а денег на всех нет — кто за кем и почему',
  params: idParams,
  body: z.object({
    ...seen,
    questionId: z.string().max(20),
    /** All of the tie, first what comes first. */
    projects: z.array(z.string().max(20)).min(2).max(50),
    reason: personText(500).min(10, 'Напишите, почему так: это прочтут все'),
  }),
  reply: pollCard,
});

export const decidePoll = defineRoute({
  id: 'polls.decide-poll',
  method: 'POST',
  path: '/api/polls/:id/decision',
  access: keep,
  summary: '«Что город с этим сделал»: решение по итогу, или почему оно не нужно',
  params: idParams,
  body: z.object({ ...seen, ...decisionFields }),
  reply: pollCard,
});

export const judgeWording = defineRoute({
  id: 'polls.judge-wording',
  method: 'POST',
  path: '/api/polls/wordings/:id/judgement',
  access: keep,
  summary: 'Показать ответ своими словами или скрыть его',
  params: idParams,
  body: z.object({ isReleased: z.boolean() }),
  reply: z.object({ waiting: z.number() }),
});
