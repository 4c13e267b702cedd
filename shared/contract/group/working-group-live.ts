import { z } from 'zod';
import { done, id, idParams } from '../base/person-fields.ts';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { voteChoice } from './working-group-decisions.ts';
import { itemFates } from './working-group-items.ts';
import { meetingCard } from './working-group-meetings.ts';

/** What happens in a meeting: opening, the current item, speakers, decisions, votes, special opinions, the end. */

const seen = { version: z.number().int() };
const text = (limit: number) => z.string().trim().max(limit, `Не длиннее ${limit} знаков`);
const itemParams = z.object({ id, itemId: id });

const count = z.number('Число голосов').int().min(0).max(200);

export const openMeeting = defineRoute({
  id: 'working-group.open-meeting',
  method: 'POST',
  path: '/api/working-group/meetings/:id/open',
  access: { permission: 'working-group.keep' },
  summary: 'Открыть заседание; заместитель председательствует только при записанном отсутствии руководителя',
  params: idParams,
  body: z.object({
    ...seen,
    presidingId: id,
    /** When it did begin; none = now. */
    at: instant.optional(),
    /** By how many votes the agenda is approved; none where nobody counts. */
    agendaVotes: z.object({ for: count, against: count, abstained: count }).nullable().default(null),
  }),
  reply: meetingCard,
});

export const handOver = defineRoute({
  id: 'working-group.hand-over',
  method: 'POST',
  path: '/api/working-group/meetings/:id/hand-over',
  access: { permission: 'working-group.keep' },
  summary: 'Передать ведение: пришедшему руководителю или, после его ухода, заместителю',
  params: idParams,
  body: z.object({
    ...seen,
    presidingId: id,
    /** When it did happen; none = now. */
    at: instant.optional(),
  }),
  reply: meetingCard,
});

export const nextItem = defineRoute({
  id: 'working-group.next-item',
  method: 'POST',
  path: '/api/working-group/meetings/:id/next',
  access: { permission: 'working-group.keep' },
  summary: 'Перейти к следующему вопросу или к названному',
  params: idParams,
  body: z.object({ ...seen, itemId: id.optional() }),
  reply: meetingCard,
});

export const endMeeting = defineRoute({
  id: 'working-group.end-meeting',
  method: 'POST',
  path: '/api/working-group/meetings/:id/finish',
  access: { permission: 'working-group.keep' },
  summary: 'Закрыть заседание; что не рассмотрено, снято или перенесено',
  params: idParams,
  body: z.object({
    ...seen,
    /** When it did end; none = now. */
    at: instant.optional(),
    /** What becomes of items that still wait; without it they are named and the meeting stays open. */
    rest: z
      .object({ fate: z.enum(['withdrawn', 'postponed']), reason: text(300).min(3, 'Назовите причину') })
      .nullable()
      .default(null),
  }),
  reply: meetingCard,
});

const fate = z.enum(itemFates, 'Снять, перенести или вернуть в повестку');
export type ItemFateInput = z.infer<typeof fate>;

export const disposeItem = defineRoute({
  id: 'working-group.dispose-item',
  method: 'POST',
  path: '/api/working-group/meetings/:id/items/:itemId/fate',
  access: { permission: 'working-group.keep' },
  summary: 'Снять вопрос, перенести на следующее заседание или вернуть в повестку',
  params: itemParams,
  body: z
    .object({ ...seen, fate, reason: text(300).default('') })
    .refine((body) => body.fate === 'waiting' || body.reason.length >= 3, {
      path: ['reason'],
      error: 'Назовите причину',
    }),
  reply: meetingCard,
});

export const raiseItem = defineRoute({
  id: 'working-group.raise-item',
  method: 'POST',
  path: '/api/working-group/meetings/:id/other',
  access: { permission: 'working-group.keep' },
  summary: 'Внести вопрос в «Разное» на идущем заседании',
  params: idParams,
  body: z.object({
    ...seen,
    title: text(500).min(3, 'Напишите вопрос'),
    speakerId: id.nullable().default(null),
  }),
  reply: meetingCard,
});

export const writeHeard = defineRoute({
  id: 'working-group.write-heard',
  method: 'PUT',
  path: '/api/working-group/meetings/:id/items/:itemId/heard',
  access: { permission: 'working-group.keep' },
  summary: 'Записать, что слушали по вопросу',
  params: itemParams,
  body: z.object({ ...seen, heard: text(8000) }),
  reply: meetingCard,
});

export const addSpeaker = defineRoute({
  id: 'working-group.add-speaker',
  method: 'POST',
  path: '/api/working-group/meetings/:id/items/:itemId/speakers',
  access: { permission: 'working-group.keep' },
  summary: 'Записать желающего выступить',
  params: itemParams,
  body: z.object({ ...seen, name: text(120).min(2, 'Кто выступает') }),
  reply: meetingCard,
});

export const changeSpeech = defineRoute({
  id: 'working-group.change-speech',
  method: 'PATCH',
  path: '/api/working-group/meetings/:id/speeches/:speechId',
  access: { permission: 'working-group.keep' },
  summary: 'Дать слово, закончить выступление, записать сказанное, убрать из очереди',
  params: z.object({ id, speechId: id }),
  body: z.object({
    ...seen,
    act: z.enum(['speak', 'finish', 'write', 'remove']),
    text: text(4000).optional(),
  }),
  reply: meetingCard,
});

const decisionFields = {
  text: text(2000).min(3, 'Напишите решение'),
  responsibleId: id.nullable().default(null),
  dueOn: isoDate.nullable().default(null),
  expectedResult: text(500).default(''),
  /** The assignment it takes off control. */
  cancelsId: id.nullable().default(null),
};

export const addDecision = defineRoute({
  id: 'working-group.add-decision',
  method: 'POST',
  path: '/api/working-group/meetings/:id/items/:itemId/decisions',
  access: { permission: 'working-group.keep' },
  summary: 'Записать решение по вопросу: кто, что, к какому дню',
  params: itemParams,
  body: z.object({ ...seen, ...decisionFields }),
  reply: meetingCard,
});

export const changeDecision = defineRoute({
  id: 'working-group.change-decision',
  method: 'PATCH',
  path: '/api/working-group/meetings/:id/decisions/:decisionId',
  access: { permission: 'working-group.keep' },
  summary: 'Изменить формулировку, исполнителя, срок решения до подписания протокола',
  params: z.object({ id, decisionId: id }),
  body: z.object({ ...seen, ...decisionFields }),
  reply: meetingCard,
});

export const removeDecision = defineRoute({
  id: 'working-group.remove-decision',
  method: 'DELETE',
  path: '/api/working-group/meetings/:id/decisions/:decisionId',
  access: { permission: 'working-group.keep' },
  summary: 'Убрать решение до подписания протокола',
  params: z.object({ id, decisionId: id }),
  query: z.object({ version: z.coerce.number().int() }),
  reply: meetingCard,
});

export const putToVote = defineRoute({
  id: 'working-group.put-to-vote',
  method: 'POST',
  path: '/api/working-group/meetings/:id/voting',
  access: { permission: 'working-group.keep' },
  summary: 'Поставить решение на голосование или снять с него: члены группы голосуют со своих устройств',
  params: idParams,
  body: z.object({ ...seen, decisionId: id.nullable() }),
  reply: meetingCard,
});

export const keepDraft = defineRoute({
  id: 'working-group.keep-draft',
  method: 'PUT',
  path: '/api/working-group/meetings/:id/draft',
  access: { permission: 'working-group.keep' },
  summary: 'Показать залу решение, пока его набирают; пустой текст убирает его',
  params: idParams,
  body: z.object({
    itemId: id,
    text: text(2000),
    responsibleId: id.nullable().default(null),
    dueOn: isoDate.nullable().default(null),
  }),
  reply: done,
});

export const castVote = defineRoute({
  id: 'working-group.cast-vote',
  method: 'POST',
  path: '/api/working-group/meetings/:id/decisions/:decisionId/vote',
  access: { permission: 'working-group.take-part' },
  summary: 'Проголосовать по решению: за себя или, секретарю, за поднявших руку в зале',
  params: z.object({ id, decisionId: id }),
  body: z.object({
    choice: voteChoice,
    /** None — one's own; the secretary names whose hand was raised. */
    personIds: z.array(id).min(1).max(60).optional(),
  }),
  reply: meetingCard,
});

export const giveOpinion = defineRoute({
  id: 'working-group.give-opinion',
  method: 'PUT',
  path: '/api/working-group/meetings/:id/items/:itemId/opinion',
  access: { permission: 'working-group.take-part' },
  summary: 'Особое мнение члена группы по вопросу; пустой текст снимает его',
  params: itemParams,
  body: z.object({ text: text(4000) }),
  reply: meetingCard,
});
