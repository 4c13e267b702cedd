import { envelopeSize } from '../../../shared/ballots/envelope-size.ts';
import { answers, type Question } from '../../../shared/contract/participation/questionnaire.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type BallotBox, personKey } from '../polls/index.ts';
import { ROWS_AT_ONCE, readPaged } from './paged.ts';
import { findVote, lockVote } from './rows.ts';

async function isOnRoll(ctx: Ctx, pollId: string, personId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('ballots.voter')
    .select('poll_id')
    .where('poll_id', '=', pollId)
    .where('person_key', '=', personKey(ctx, pollId, personId))
    .executeTakeFirst();
  return row !== undefined;
}

/** What a poll asks of its box. */
export const box: BallotBox = {
  isReady: async (ctx, pollId) => (await findVote(ctx, pollId)) !== undefined,
  async open(ctx: Ctx, pollId: string, questions: readonly Question[]) {
    await lockVote(ctx, pollId);
    await ctx.db
      .updateTable('ballots.vote')
      .set({ state: 'open', size: envelopeSize(questions) })
      .where('poll_id', '=', pollId)
      .execute();
  },
  async close(ctx, pollId) {
    await lockVote(ctx, pollId);
    await ctx.db
      .updateTable('ballots.vote')
      .set({ state: 'closed' })
      .where('poll_id', '=', pollId)
      .where('state', '=', 'open')
      .execute();
  },
  hasVoted: async (ctx, pollId) => ctx.actor.kind === 'resident' && isOnRoll(ctx, pollId, ctx.actor.id),
  hasTaken: isOnRoll,
  async countBallots(ctx, pollId) {
    const { count } = await ctx.db
      .selectFrom('ballots.envelope')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('poll_id', '=', pollId)
      .executeTakeFirstOrThrow();
    return Number(count);
  },
  isOpened: async (ctx, pollId) => (await findVote(ctx, pollId))?.state === 'opened',
  async readTurnout(ctx, pollId) {
    const rows = await ctx.db
      .selectFrom('ballots.turnout')
      .select(['district_id', 'taken'])
      .where('poll_id', '=', pollId)
      .execute();
    return new Map(rows.map((row) => [row.district_id, row.taken]));
  },
  async readBallots(ctx, pollId, take) {
    const ballots = readPaged(
      (after) =>
        ctx.db
          .selectFrom('ballots.ballot')
          .select(['id', 'text'])
          .where('poll_id', '=', pollId)
          .where('id', '>', after)
          .orderBy('id')
          .limit(ROWS_AT_ONCE)
          .execute(),
      ({ id }) => id,
    );
    for await (const { text } of ballots) take(answers.parse(JSON.parse(text).answers));
  },
};
