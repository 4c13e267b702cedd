import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/participation/ballots.ts';
import type { SpoiledKind } from '../../../shared/contract/participation/ballots.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { counted } from '../../../shared/text/plural.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import {
  holdVotePoll,
  isPaperIn,
  questionsOfEditions,
  requireVoteOfOther,
  wakeCount,
} from '../polls/index.ts';
import { readVoteCard } from './card.ts';
import { ballotIdOf, judgeBallot } from './judge.ts';
import { openProtocolKey } from './keys.ts';
import { ROWS_AT_ONCE } from './paged.ts';
import { writeProtocol } from './protocol.ts';
import { keysOfVote, lockVote, missingVote, tellVoteAct, type VoteRow } from './rows.ts';
import { openRsaKey, signPss } from './rsa-pss.ts';

/**
 * The box is opened where the key of the count is: in the browser of whoever keeps it. Sealed envelopes go there, ballots come back in
 * no order of theirs; what joined them stays nowhere.
 */

function requireClosed(vote: Pick<VoteRow, 'state'> | undefined): void {
  if (!vote || vote.state === 'prepared') throw missingVote();
  if (vote.state === 'open')
    throw new AppError('lib.conflict', 'Голосование ещё идёт: конверты вскрывают, когда оно закрыто.');
  if (vote.state === 'opened') throw new AppError('lib.conflict', 'Конверты уже вскрыты, итог подсчитан.');
}

/** Route. Plan: envelope_receipt. */
export async function listEnvelopes(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.listEnvelopes>,
): Promise<RouteReplyInput<typeof contract.listEnvelopes>> {
  await requireVoteOfOther(ctx, params.id);
  requireClosed(
    await ctx.db
      .selectFrom('ballots.vote')
      .select('state')
      .where('poll_id', '=', params.id)
      .executeTakeFirst(),
  );
  const rows = await ctx.db
    .selectFrom('ballots.envelope')
    .select(['receipt', 'envelope'])
    .where('poll_id', '=', params.id)
    .where('receipt', '>', query.after)
    .orderBy('receipt')
    .limit(ROWS_AT_ONCE)
    .execute();
  return {
    envelopes: rows.map(({ envelope }) => envelope),
    after: rows.length < ROWS_AT_ONCE ? null : (rows.at(-1)?.receipt ?? null),
  };
}

/** Route. The same brought twice stands once: an opening that was cut off is begun anew. */
export async function bringBallots(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.bringBallots>,
): Promise<RouteReplyInput<typeof contract.bringBallots>> {
  await requireVoteOfOther(ctx, params.id);
  const vote = await lockVote(ctx, params.id);
  requireClosed(vote);
  const editions = await questionsOfEditions(ctx, vote.poll_id);
  const rules = {
    pollId: vote.poll_id,
    key: openRsaKey(keysOfVote(vote).ballotKey),
    questionsOf: (edition: number) => editions.get(edition) ?? null,
  };
  const refused: { at: number; why: SpoiledKind }[] = [];
  const good = body.ballots.flatMap((ballot, at) => {
    const judged = judgeBallot(rules, ballot);
    if ('answers' in judged) return [{ ...ballot, poll_id: vote.poll_id, id: ballotIdOf(ballot) }];
    refused.push({ at, why: judged.why });
    return [];
  });
  // In the order of their hashes: the place of none tells when it came.
  const sorted = good.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  if (sorted.length > 0)
    await ctx.db
      .insertInto('ballots.ballot')
      .values(sorted)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  return { refused };
}

async function countOf(
  ctx: Ctx,
  table: 'ballots.envelope' | 'ballots.ballot',
  pollId: string,
): Promise<number> {
  const { count } = await ctx.db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('poll_id', '=', pollId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Route. Every envelope is accounted for: a ballot was found in it, or it is said what was wrong. Then nothing more can be signed, and of
 * the roll numbers are left.
 */
export async function endOpening(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.endOpening>,
): Promise<contract.VoteCard> {
  await requireVoteOfOther(ctx, params.id);
  // Protocols of places wait: what is signed and what is counted are the same paper.
  await holdVotePoll(ctx, params.id);
  const vote = await lockVote(ctx, params.id);
  requireClosed(vote);
  const [cast, found] = [
    await countOf(ctx, 'ballots.envelope', vote.poll_id),
    await countOf(ctx, 'ballots.ballot', vote.poll_id),
  ];
  // The protocol is one of paper and envelopes, and what is signed once is signed for good.
  if (!(await isPaperIn(ctx, vote.poll_id)))
    throw new AppError(
      'lib.conflict',
      'Протоколы участков внесены не все, или второй человек их не подтвердил: вскрывают, когда на бумаге всё посчитано.',
    );
  const spoiled = Object.values(body.spoiled).reduce((sum, one) => sum + one, 0);
  if (found + spoiled !== cast)
    throw new AppError(
      'lib.conflict',
      `В ящике ${counted(cast, 'конверт', 'конверта', 'конвертов')}, а бюллетеней и недействительных вместе — ${found + spoiled}. Вскройте ещё раз с начала: принесённое не пропадёт.`,
    );
  await sql`
    INSERT INTO ballots.turnout (poll_id, district_id, taken)
    SELECT ${vote.poll_id}::uuid, coalesce(district_id, ''), count(*) FROM ballots.voter WHERE poll_id = ${vote.poll_id}::uuid
    GROUP BY 2`.execute(ctx.db);
  const protocol = await writeProtocol(ctx, vote, { found, spoiled: body.spoiled });
  await ctx.db.deleteFrom('ballots.voter').where('poll_id', '=', vote.poll_id).execute();
  await ctx.db
    .updateTable('ballots.vote')
    .set({
      state: 'opened',
      entry_secret: null,
      ballot_secret: null,
      protocol_secret: null,
      protocol,
      protocol_signature: signPss(openProtocolKey(ctx.config, vote), Buffer.from(protocol)),
      spoiled: JSON.stringify(body.spoiled),
      opened_at: ctx.now,
      opened_by_name: nameOfActor(ctx),
    })
    .where('poll_id', '=', vote.poll_id)
    .execute();
  await tellVoteAct(ctx, vote.poll_id, 'end-opening', { cast, found, spoiled: body.spoiled });
  wakeCount(ctx, vote.poll_id);
  return readVoteCard(ctx, vote.poll_id);
}
