import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { BallotRefusal } from '../../../../shared/contract/participation/ballots.ts';
import type { answerPoll as answerRoute } from '../../../../shared/contract/participation/polls-open.ts';
import { questions, type Said } from '../../../../shared/contract/participation/questionnaire.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { findObstacles, groupsSaid } from '../../../../shared/text/participation/eligibility.ts';
import { checkAnswers } from '../../../../shared/text/participation/questions.ts';
import { hashPrivate, levelOfActor } from '../../../base/identity/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { pollRulesToday, topDistricts } from '../pack.ts';
import { refuseMarked } from '../paper/marks.ts';
import { personKey } from '../person-key.ts';
import { contentOf, holdPoll, missingPoll, type PollContent, type PollRow } from '../rows.ts';
import { noteComing } from '../signs/note.ts';
import { takenOf } from './quotas.ts';

const notRunningWords = {
  poll: {
    paused: (reason: string) => `Опрос приостановлен: ${reason}. Ответ сохранён на этом устройстве.`,
    announced: 'Опрос ещё не начался. Ответ сохранён на этом устройстве.',
    closed: 'Опрос уже завершён: ответы больше не принимают. Итог появится на этой странице.',
  },
  vote: {
    paused: (reason: string) => `Голосование приостановлено: ${reason}. Выбор сохранён на этом устройстве.`,
    announced: 'Голосование ещё не началось. Выбор сохранён на этом устройстве.',
    closed: 'Голосование уже завершено: бюллетени больше не выдают. Итог появится на этой странице.',
  },
};

/** It runs, by its state and by the clock: the job that closes it comes once a minute. */
function requireRunning(ctx: Ctx, { kind, state, closes_at: closesAt, reason }: PollRow): void {
  const words = notRunningWords[kind === 'vote' ? 'vote' : 'poll'];
  if (state === 'paused') throw new AppError('lib.conflict', words.paused(reason));
  if (state === 'open' && closesAt !== null && closesAt > ctx.now) return;
  if (state === 'announced') throw new AppError('lib.conflict', words.announced);
  if (['draft', 'legal-review', 'approved', 'cancelled'].includes(state)) throw missingPoll();
  throw new AppError('lib.conflict', words.closed, { details: { why: 'closed' satisfies BallotRefusal } });
}

/** Everybody whom the poll asks may answer; whoever may not is told why. */
function requireEligible(ctx: Ctx, { kind }: PollRow, content: PollContent, said: Said): void {
  const { ageGroups } = pollRulesToday(ctx);
  const rules = {
    kind,
    audience: content.audience,
    asks: content.asks,
    ageGroups,
    districts: topDistricts(),
  };
  const [first] = findObstacles(rules, levelOfActor(ctx), said);
  if (!first) return;
  if (first.about === 'level')
    throw new AppError(
      'identity.level-too-low',
      `${first.words} ${kind === 'vote' ? 'Выбор' : 'Ответ'} сохранён на этом устройстве.`,
      {
        details: { level: content.audience.level },
      },
    );
  throw new AppError(first.isFinal ? 'lib.conflict' : 'lib.bad-input', first.words, {
    fields: { [first.about === 'age' ? 'ageGroup' : 'districtId']: first.words },
  });
}

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

/** The poll runs, and whoever calls may take part in it. */
async function admit(ctx: Ctx, pollId: string, said: Said): Promise<{ poll: PollRow; content: PollContent }> {
  const poll = await holdPoll(ctx, pollId);
  requireRunning(ctx, poll);
  const content = contentOf(poll);
  requireEligible(ctx, poll, content, said);
  await refuseMarked(ctx, poll);
  return { poll, content };
}

/** Lets a person to the ballot of a secret vote, or says why not. */
export async function admitVoter(
  ctx: Ctx,
  pollId: string,
  said: Said,
): Promise<{ personId: string; districtId: string | null }> {
  if (ctx.actor.kind !== 'resident') throw new AppError('lib.forbidden', 'Голосуют жители.');
  const { poll, content } = await admit(ctx, pollId, said);
  if (poll.kind !== 'vote') throw missingPoll();
  return { personId: ctx.actor.id, districtId: groupsSaid(content, said).district };
}

/**
 * Route. Who answered and what was answered are two rows that nothing joins: no key, no time, no order, no journal record (decision
 * 0050).
 */
export async function answerPoll(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof answerRoute>,
): Promise<RouteReplyInput<typeof answerRoute>> {
  if (ctx.actor.kind !== 'resident') throw new AppError('lib.forbidden', 'Отвечают жители.');
  const { poll, content } = await admit(ctx, params.id, body.said);
  if (poll.kind === 'vote') throw missingPoll();
  const { clean, problems } = checkAnswers(await readQuestions(ctx, poll.id, body.edition), body.answers);
  if (Object.keys(problems).length > 0)
    throw new AppError('lib.bad-input', 'Ответили не на всё: исправьте отмеченное.', { fields: problems });
  if (!(await enterRoll(ctx, poll.id, ctx.actor.id, body.clientKey))) return { isTaken: true };
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
  await noteComing(ctx, poll.id, ctx.actor.id);
  return { isTaken: true };
}
