import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { answerPoll as answerRoute } from '../../../../shared/contract/participation/polls-open.ts';
import { questions } from '../../../../shared/contract/participation/questionnaire.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { groupsSaid } from '../../../../shared/text/participation/eligibility.ts';
import { checkAnswers } from '../../../../shared/text/participation/questions.ts';
import { hashPrivate } from '../../../base/identity/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { personKey } from '../person-key.ts';
import { missingPoll, type PollContent, type PollRow } from '../rows.ts';
import { noteComing } from '../signs/note.ts';
import { type Admitted, admitResident } from './admit.ts';
import { takenOf } from './quotas.ts';

/** Where so many of a group are enough, the next is thanked. One at a time, or two would be the last. */
async function requireRoom(
  ctx: Ctx,
  poll: PollRow,
  content: PollContent,
  groups: ReturnType<typeof groupsSaid>,
): Promise<void> {
  const own = content.quotas.filter(({ side, group }) => groups[side] === group);
  if (own.length === 0) return;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`polls.quota ${poll.id}`}, 0))`.execute(ctx.db);
  for (const quota of own)
    if ((await takenOf(ctx, poll.id, quota)) >= quota.most)
      throw new AppError(
        'lib.conflict',
        'Из вашей группы уже ответили столько, сколько нужно, чтобы голоса были поровну. Спасибо: итог будет на этой странице.',
      );
}

async function readQuestions(ctx: Ctx, pollId: string, edition: number) {
  const row = await ctx.db
    .selectFrom('polls.edition')
    .select('questions')
    .where('poll_id', '=', pollId)
    .where('serial', '=', edition)
    .executeTakeFirst();
  if (!row)
    throw new AppError('lib.conflict', 'Вопросы успели измениться. Обновите страницу: ответ сохранён.');
  return questions.parse(row.questions);
}

/**
 * Puts the person on the roll. False: this very answer is there already, sent again after its reply was lost. Refuses a second answer.
 * Plan: the primary key.
 */
async function enterRoll(ctx: Ctx, pollId: string, personId: string, clientKey: string): Promise<boolean> {
  const key = personKey(ctx, pollId, personId);
  const repeatKey = hashPrivate(ctx.config, `poll-answer:${pollId}`, clientKey);
  const made = await ctx.db
    .insertInto('polls.participant')
    .values({ poll_id: pollId, person_key: key, repeat_key: repeatKey })
    .onConflict((conflict) => conflict.doNothing())
    .returning('poll_id')
    .executeTakeFirst();
  if (made) return true;
  const there = await ctx.db
    .selectFrom('polls.participant')
    .select('repeat_key')
    .where('poll_id', '=', pollId)
    .where('person_key', '=', key)
    .executeTakeFirst();
  if (there?.repeat_key === repeatKey) return false;
  throw new AppError(
    'lib.conflict',
    'Вы уже ответили на этот опрос, спасибо. Ответ у каждого один; который из них ваш, мы не знаем и поменять его не можем.',
  );
}

/**
 * Takes what a person who was let in has answered: true = it was not there. Who answered and what was answered are two rows that nothing
 * joins: no key, no time, no order, no journal record (decision 0050).
 */
export async function takeAnswers(
  ctx: Ctx,
  { poll, content, personId }: Admitted,
  body: Pick<HandlerInput<typeof answerRoute>['body'], 'answers' | 'clientKey' | 'edition' | 'said'>,
): Promise<boolean> {
  if (poll.kind === 'vote') throw missingPoll();
  const { clean, problems } = checkAnswers(await readQuestions(ctx, poll.id, body.edition), body.answers);
  if (Object.keys(problems).length > 0)
    throw new AppError('lib.bad-input', 'Ответили не на всё: исправьте отмеченное.', { fields: problems });
  if (!(await enterRoll(ctx, poll.id, personId, body.clientKey))) return false;
  const groups = groupsSaid(content, body.said);
  await requireRoom(ctx, poll, content, groups);
  await ctx.db
    .insertInto('polls.sheet')
    .values({
      id: randomUUID(),
      poll_id: poll.id,
      edition: body.edition,
      district_id: groups.district,
      age_group: groups.age,
      answers: JSON.stringify(clean),
    })
    .execute();
  return true;
}

/** Route. */
export async function answerPoll(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof answerRoute>,
): Promise<RouteReplyInput<typeof answerRoute>> {
  const admitted = await admitResident(ctx, params.id, body.said);
  if (await takeAnswers(ctx, admitted, body)) await noteComing(ctx, admitted.poll.id, admitted.personId);
  return { isTaken: true };
}
