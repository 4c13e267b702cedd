import { sql } from 'kysely';
import { markOfKey } from '../../../shared/ballots/key-mark.ts';
import type * as contract from '../../../shared/contract/participation/ballots.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission, nameOfActor } from '../../lib/module/context.ts';
import { isVoteOfOther, readShownPoll, requirePreparedVote } from '../polls/index.ts';
import { makeVoteKeys } from './keys.ts';
import { findVote, keysOfVote, missingVote, tellVoteAct } from './rows.ts';

/** Plans: primary keys and envelope_receipt, counted alone. */
export async function readVoteCard(ctx: Ctx, pollId: string): Promise<contract.VoteCard> {
  const isOffered = (await isVoteOfOther(ctx, pollId)) && hasPermission(ctx, 'ballots.hold-key');
  const vote = await findVote(ctx, pollId);
  const { rows } = await sql<{ taken: number; cast: number; found: number }>`
    SELECT (SELECT count(*) FROM ballots.voter WHERE poll_id = ${pollId}::uuid)::int
        + (SELECT coalesce(sum(taken), 0) FROM ballots.turnout WHERE poll_id = ${pollId}::uuid)::int AS taken,
      (SELECT count(*) FROM ballots.envelope WHERE poll_id = ${pollId}::uuid)::int AS cast,
      (SELECT count(*) FROM ballots.ballot WHERE poll_id = ${pollId}::uuid)::int AS found`.execute(ctx.db);
  const [counts = { taken: 0, cast: 0, found: 0 }] = rows;
  const key = vote && keysOfVote(vote).tallyKey;
  return {
    state: (vote?.state as contract.VoteState | undefined) ?? null,
    tally:
      vote && key
        ? { key, mark: markOfKey(key), by: vote.tally_by_name, at: vote.tally_at.toISOString() }
        : null,
    ...counts,
    spoiled: (vote?.spoiled as contract.VoteCard['spoiled'] | undefined) ?? null,
    openedBy: vote?.opened_by_name ?? '',
    openedAt: vote?.opened_at?.toISOString() ?? null,
    can: isOffered ? ['hold-key'] : [],
  };
}

/** Route. */
export const readVote = (ctx: Ctx, { params }: HandlerInput<typeof contract.readVote>) =>
  readVoteCard(ctx, params.id);

/** Route. Before it opens the key may be named anew: whoever lost theirs makes another. */
export async function prepareVote(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.prepareVote>,
): Promise<contract.VoteCard> {
  const pollId = await requirePreparedVote(ctx, params.id);
  const vote = await findVote(ctx, pollId);
  if (vote && vote.state !== 'prepared')
    throw new AppError('lib.conflict', 'Голосование уже открыто: ключ подсчёта не меняют.');
  const keys = await makeVoteKeys(ctx.config, pollId);
  const row = {
    entry_key: JSON.stringify(keys.entry.open),
    entry_secret: keys.entry.secret,
    ballot_key: JSON.stringify(keys.ballot.open),
    ballot_secret: keys.ballot.secret,
    protocol_key: JSON.stringify(keys.protocol.open),
    protocol_secret: keys.protocol.secret,
    tally_key: JSON.stringify(body.key),
    tally_by_name: nameOfActor(ctx),
    tally_at: ctx.now,
  };
  await ctx.db
    .insertInto('ballots.vote')
    .values({ poll_id: pollId, state: 'prepared', ...row })
    .onConflict((conflict) => conflict.column('poll_id').doUpdateSet(row))
    .execute();
  await tellVoteAct(ctx, pollId, 'prepare-vote', { mark: markOfKey(body.key) });
  return readVoteCard(ctx, pollId);
}

/** Route: what a device needs to make a ballot. */
export async function readBallotForm(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readBallotForm>,
): Promise<RouteReplyInput<typeof contract.readBallotForm>> {
  const { poll } = await readShownPoll(ctx, params.id);
  const vote = await findVote(ctx, poll.id);
  if (!vote || vote.state === 'prepared') throw missingVote();
  return {
    state: vote.state as contract.VoteState,
    edition: poll.edition,
    size: vote.size,
    ...keysOfVote(vote),
  };
}
