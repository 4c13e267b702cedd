import { type Question, questions } from '../../../shared/contract/participation/questionnaire.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { isOwnWork } from '../../lib/module/two-people.ts';
import { countPollJob } from './results/count-job.ts';
import { findPoll, missingPoll } from './rows.ts';

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

/** A secret vote that has not opened: its keys may still be made. */
export async function requirePreparedVote(ctx: Ctx, id: string): Promise<string> {
  const poll = await findPoll(ctx, id);
  if (poll.kind !== 'vote') throw missingPoll();
  if (isOwnWork(ctx.actor, poll.made_by))
    throw new AppError(
      'lib.forbidden',
      'Ключ подсчёта хранит другой человек, не тот, кто составил голосование.',
    );
  if (!['draft', 'legal-review', 'approved'].includes(poll.state))
    throw new AppError('lib.conflict', 'Голосование уже объявлено: ключ подсчёта не меняют.');
  return poll.id;
}

/** The box was opened: the vote is counted. */
export const wakeCount = (ctx: Ctx, pollId: string): void =>
  ctx.enqueue(countPollJob, { pollId }, { key: `${countPollJob.name}:${pollId}` });
