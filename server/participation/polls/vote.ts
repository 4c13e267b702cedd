import { type Question, questions } from '../../../shared/contract/participation/questionnaire.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { isOwnWork } from '../../lib/module/two-people.ts';
import { countPollJob } from './results/count-job.ts';
import { findPoll, lockPoll, missingPoll, type PollRow } from './rows.ts';

/** What whoever keeps the ballots of a secret vote asks of its poll. */

/** Questions by edition, as people were asked them. */
export async function questionsOfEditions(ctx: Ctx, pollId: string): Promise<Map<number, Question[]>> {
  const rows = await ctx.db
    .selectFrom('polls.edition')
    .select(['serial', 'questions'])
    .where('poll_id', '=', pollId)
    .orderBy('serial')
    .execute();
  return new Map(rows.map((row) => [row.serial, questions.parse(row.questions)]));
}

/** What the protocol of a vote says of it. */
export async function readVotePoll(ctx: Ctx, pollId: string) {
  const poll = await findPoll(ctx, pollId);
  const editions = await questionsOfEditions(ctx, pollId);
  return {
    title: poll.title,
    closedAt: poll.closed_at?.toISOString() ?? null,
    editions: [...editions].map(([edition, asked]) => ({ edition, questions: asked })),
  };
}

async function findVotePoll(ctx: Ctx, id: string): Promise<PollRow> {
  const poll = await findPoll(ctx, id);
  if (poll.kind !== 'vote') throw missingPoll();
  return poll;
}

/** Whether another than the caller wrote it: whoever did neither keeps its key nor opens its box. What offers that and each act ask the same. */
export const isVoteOfOther = async (ctx: Ctx, id: string): Promise<boolean> =>
  !isOwnWork(ctx.actor, (await findVotePoll(ctx, id)).made_by);

export async function requireVoteOfOther(ctx: Ctx, id: string): Promise<PollRow> {
  const poll = await findVotePoll(ctx, id);
  if (isOwnWork(ctx.actor, poll.made_by))
    throw new AppError(
      'lib.forbidden',
      'Ключ подсчёта хранит и конверты вскрывает другой человек, не тот, кто составил голосование.',
    );
  return poll;
}

/** Holds the poll of a vote until the transaction ends; its box is locked after it, never before. */
export const holdVotePoll = (ctx: Ctx, id: string): Promise<PollRow> => lockPoll(ctx, { id });

/** A secret vote that has not opened: its keys may still be made. */
export async function requirePreparedVote(ctx: Ctx, id: string): Promise<string> {
  const poll = await requireVoteOfOther(ctx, id);
  if (!['draft', 'legal-review', 'approved'].includes(poll.state))
    throw new AppError('lib.conflict', 'Голосование уже объявлено: ключ подсчёта не меняют.');
  return poll.id;
}

/** The box was opened: the vote is counted. */
export const wakeCount = (ctx: Ctx, pollId: string): void =>
  ctx.enqueue(countPollJob, { pollId }, { key: `${countPollJob.name}:${pollId}` });
