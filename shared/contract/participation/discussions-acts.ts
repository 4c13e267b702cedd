import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { saidInstant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { decisionFields } from './decision.ts';
import { discussionCard, discussionFields } from './discussions.ts';

/** What is done with discussions. Which act is possible in which state, by whom: server/participation/discussions/policy.ts. */

const keep = { permission: 'discussions.keep' } as const;
const approve = { permission: 'discussions.approve' } as const;
const seen = { version: z.number().int() };

/** Acts that need no more than a reason. */
export const discussionKeepActs = [
  'submit',
  'recall',
  'announce',
  'close',
  'finish',
  'cancel',
  'archive',
] as const;
export type DiscussionKeepAct = (typeof discussionKeepActs)[number];
/** Those of the second pair of eyes. */
export const discussionJudgeActs = ['approve', 'return', 'publish', 'reopen'] as const;
export type DiscussionJudgeAct = (typeof discussionJudgeActs)[number];
export type DiscussionAct =
  | DiscussionKeepAct
  | DiscussionJudgeAct
  | 'change'
  | 'extend'
  | 'enter'
  | 'judge'
  | 'answer'
  | 'amend'
  | 'decide';

export const createDiscussion = defineRoute({
  id: 'discussions.create-discussion',
  method: 'POST',
  path: '/api/discussions',
  access: keep,
  summary: 'Начать обсуждение или слушания',
  body: z.object(discussionFields),
  reply: discussionCard,
});

export const changeDiscussion = defineRoute({
  id: 'discussions.change-discussion',
  method: 'PATCH',
  path: '/api/discussions/:id',
  access: keep,
  summary: 'Изменить черновик обсуждения',
  params: idParams,
  body: z.object({ ...seen, ...discussionFields }),
  reply: discussionCard,
});

export const moveDiscussion = defineRoute({
  id: 'discussions.move-discussion',
  method: 'POST',
  path: '/api/discussions/:id/moves',
  access: keep,
  summary: 'На проверку, назад, объявить, закрыть раньше, все ответы даны, отменить, в архив',
  params: idParams,
  body: z.object({ ...seen, act: z.enum(discussionKeepActs), reason: personText(500).default('') }),
  reply: discussionCard,
});

export const judgeDiscussion = defineRoute({
  id: 'discussions.judge-discussion',
  method: 'POST',
  path: '/api/discussions/:id/judgements',
  access: approve,
  summary: 'Утвердить обсуждение, вернуть со словами, обнародовать итог: другой человек, не автор',
  params: idParams,
  body: z.object({ ...seen, act: z.enum(discussionJudgeActs), reason: personText(500).default('') }),
  reply: discussionCard,
});

export const extendDiscussion = defineRoute({
  id: 'discussions.extend-discussion',
  method: 'POST',
  path: '/api/discussions/:id/extend',
  access: keep,
  summary: 'Продлить идущее обсуждение: новый конец и причина, которую прочтут все',
  params: idParams,
  body: z.object({
    ...seen,
    closesAt: saidInstant,
    reason: personText(500).min(3, 'Напишите, почему обсуждение продлено: это прочтут все'),
  }),
  reply: discussionCard,
});

export const amendProject = defineRoute({
  id: 'discussions.amend-project',
  method: 'POST',
  path: '/api/discussions/:id/outcome',
  access: keep,
  summary: 'Что стало с пунктами проекта после обсуждения',
  params: idParams,
  body: z.object({
    ...seen,
    /** '' = the paragraph was taken out, null = it stays as it was. */
    outcomes: z
      .array(z.object({ paragraphId: z.string().max(20), text: personText(5000).nullable() }))
      .min(1, 'Назовите хотя бы один пункт')
      .max(400),
  }),
  reply: discussionCard,
});

export const decideDiscussion = defineRoute({
  id: 'discussions.decide-discussion',
  method: 'POST',
  path: '/api/discussions/:id/decision',
  access: keep,
  summary: 'Что решено по проекту после обсуждения, или почему решение не нужно',
  params: idParams,
  body: z.object({ ...seen, ...decisionFields }),
  reply: discussionCard,
});
